package io.sluice.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.order.CapturePayment.CapturedFor;
import io.sluice.order.domain.Signal.PaymentCaptured;
import io.sluice.order.domain.Signal.SendBackAsked;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Money comes for the order of a flash sale before the order: after a restore, say, when holds are heard anew. It went back, or
 * pays; never both.
 */
@QuarkusTest
class LateBirthTest {

    @Inject
    StockPolls polls;

    @Inject
    CapturePayment captures;

    @Inject
    Database database;

    @Inject
    Announced announced;

    private final String buyer = "buyer-" + UUID.randomUUID();

    @Test
    void goesOnFromWhatWentBackAndIsNotPaidByIt() {
        var held = Sale.held(buyer);
        var order = held.orderId();
        var early = payment(order);
        capture(order, early);
        sendBack(order, early);

        polls.hear(held);
        capture(order, early);
        sendBack(order, early);
        var stillUnpaid = database.statusOf(order.toString());
        capture(order, payment(order));

        assertThat(stillUnpaid).isEqualTo("PENDING_PAYMENT");
        assertThat(database.statusOf(order.toString())).isEqualTo("PAID");
        assertThat(announced.typesAbout(order))
                .containsExactly(
                        "order-refund-requested",
                        "order-refund-approved",
                        "order-refund-requested",
                        "order-refund-approved",
                        "order-placed",
                        "order-paid");
        assertThat(database.texts(
                        "SELECT concat_ws(' ', version, jsonb_array_length(open_refunds)) FROM orders WHERE id = $1",
                        order.value()))
                .containsExactly("6 2");
    }

    @Test
    void isRejectedAfterItAsWell() {
        var held = Sale.held(buyer, "lamp", 0, 999, Sale.WINDOW);
        capture(held.orderId(), payment(held.orderId()));

        polls.hear(held);

        assertThat(database.statusOf(held.orderId().toString())).isEqualTo("REJECTED");
        assertThat(announced.typesAbout(held.orderId()))
                .containsExactly("order-refund-requested", "order-refund-approved", "order-rejected");
    }

    /** The order is written, but not committed, when its money comes and finds none. */
    @Test
    void isPaidByWhatComesWhileItIsMade() {
        var held = Sale.held(buyer);
        var order = held.orderId();

        try (var gate = database.gateBefore("outbox");
                var born = Crowd.of(1, _ -> {
                    polls.hear(held);
                    return true;
                })) {
            await().atMost(4, SECONDS).until(() -> database.waitingBefore("outbox") == 1);
            try (var paid = Crowd.of(1, _ -> {
                capture(order, payment(order));
                return true;
            })) {
                await().atMost(4, SECONDS).until(this::oneWaitsForTheOther);
                gate.open();
                born.answers();
                paid.answers();
            }
        }

        assertThat(announced.typesAbout(order)).containsExactly("order-placed", "order-paid");
        assertThat(database.count("SELECT count(*) FROM stray_capture WHERE order_id = $1", order.value()))
                .isZero();
    }

    /** The money was told to go back, but that is not committed, when the order is made. */
    @Test
    void waitsForMoneyThatIsOnItsWayBack() {
        var held = Sale.held(buyer);
        var order = held.orderId();
        var early = payment(order);

        try (var gate = database.gateBefore("outbox");
                var sentBack = Crowd.of(1, _ -> {
                    capture(order, early);
                    return true;
                })) {
            await().atMost(4, SECONDS).until(() -> database.waitingBefore("outbox") == 1);
            try (var born = Crowd.of(1, _ -> {
                polls.hear(held);
                return true;
            })) {
                await().atMost(4, SECONDS).until(this::oneWaitsForTheOther);
                gate.open();
                sentBack.answers();
                born.answers();
            }
        }
        capture(order, early);

        assertThat(database.statusOf(order.toString())).isEqualTo("PENDING_PAYMENT");
        assertThat(announced.typesAbout(order))
                .containsExactly("order-refund-requested", "order-refund-approved", "order-placed");
    }

    private boolean oneWaitsForTheOther() {
        return database.count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 1;
    }

    private void capture(OrderId order, PaymentId payment) {
        run(() -> captures.capture(List.of(new CapturedFor(order, new PaymentCaptured(payment, price())))));
    }

    private void sendBack(OrderId order, PaymentId payment) {
        run(() -> captures.capture(List.of(new CapturedFor(order, new SendBackAsked(payment, 2, price())))));
    }

    private static void run(Supplier<Uni<Void>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static Money price() {
        return new Money(999, Sale.CNY);
    }

    private static PaymentId payment(OrderId order) {
        return PaymentId.next(order, Instant.now(), new Random());
    }
}
