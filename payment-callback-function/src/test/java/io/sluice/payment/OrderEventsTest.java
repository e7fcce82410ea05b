package io.sluice.payment;

import static io.sluice.payment.Shop.USER;
import static io.sluice.payment.Shop.anOrder;
import static io.sluice.payment.Shop.open;
import static io.sluice.payment.Shop.openPayment;
import static io.sluice.payment.Shop.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the real topic says of orders, and what it means for their payments. */
@QuarkusTest
class OrderEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Rows rows;

    @Inject
    Orders orders;

    @AfterEach
    void repair() {
        Shop.noFaults();
    }

    @Test
    void refusesAPaymentOfAnOrderThatEndedBefore() {
        var cancelled = anOrder();
        var rejected = anOrder();

        orders.say(new OrderEvent.Cancelled(cancelled, 2, USER, CancellationReason.CUSTOMER, Instant.now()));
        orders.say(new OrderEvent.Rejected(rejected, 1, USER, RejectionReason.OUT_OF_STOCK, Instant.now()));

        awaitEnd(cancelled);
        awaitEnd(rejected);
        open(cancelled).statusCode(409).body("type", equalTo("/problems/not-payable"));
        open(rejected).statusCode(409);
    }

    @Test
    void closesTheOpenPaymentAtTheProvider() {
        var order = anOrder();
        var id = openPayment(order);

        orders.say(new OrderEvent.Cancelled(order, 2, USER, CancellationReason.PAYMENT_TIMEOUT, Instant.now()));

        awaitStatus(id, "CLOSED");
        assertThat(rows.said(id)).containsExactly("payment-closed 1");
    }

    @Test
    void findsTheMoneyWhenTheBuyerWasFaster() {
        var order = anOrder();
        var id = openPayment(order);
        Shop.faults("{\"dropWebhooks\": true}");
        Shop.pay(id);

        orders.say(new OrderEvent.Cancelled(order, 2, USER, CancellationReason.PAYMENT_TIMEOUT, Instant.now()));

        awaitStatus(id, "CAPTURED");
        assertThat(rows.said(id)).containsExactly("payment-captured 1 1999 EUR");
    }

    @Test
    void goesOnWhenTheProviderIsAwayAndClosesThePaymentWhenItIsBack() {
        var stuck = anOrder();
        var id = openPayment(stuck);
        Shop.faults("{\"errorRate\": 1}");
        var next = anOrder();

        orders.say(new OrderEvent.Cancelled(stuck, 2, USER, CancellationReason.CUSTOMER, Instant.now()));
        orders.say(new OrderEvent.Cancelled(next, 2, USER, CancellationReason.CUSTOMER, Instant.now()));

        awaitEnd(stuck);
        awaitEnd(next);
        payment(id).body("status", equalTo("PENDING"));

        Shop.noFaults();

        awaitStatus(id, "CLOSED");
        assertThat(rows.said(id)).containsExactly("payment-closed 1");
    }

    /** Nobody but the ladder hears of these: the mark is what a crash leaves. */
    @Test
    void closesWhatACrashLeftOpenSeveralAtATime() {
        var ended = List.of(anOrder(), anOrder(), anOrder());
        var ids = ended.stream().map(Shop::openPayment).toList();

        ended.forEach(
                order -> rows.strings("UPDATE ended_order SET ended_at = now() WHERE order_id = $1", order.value()));

        ids.forEach(id -> awaitStatus(id, "CLOSED"));
        assertThat(ids).allSatisfy(id -> assertThat(rows.said(id)).containsExactly("payment-closed 1"));
    }

    @Test
    void closesTheOtherPaymentsOfAPaidOrderAndOpensNoMore() {
        var order = anOrder();
        var paid = openPayment(order);
        Stripe.send(Stripe.event("succeeded", "pi_" + paid, paid, 5, "eur")).statusCode(200);
        var other = openPayment(order);

        orders.say(paid(order, paid));

        awaitStatus(other, "CLOSED");
        payment(paid).body("status", equalTo("CAPTURED"));
        open(order).statusCode(409).body("type", equalTo("/problems/not-payable"));
        assertThat(rows.said(other)).containsExactly("payment-closed 1");
    }

    @Test
    void findsTheMoneyOfABuyerWhoPaidTwice() {
        var order = anOrder();
        var paid = openPayment(order);
        Stripe.send(Stripe.event("succeeded", "pi_" + paid, paid, 5, "eur")).statusCode(200);
        var other = openPayment(order);
        Shop.faults("{\"dropWebhooks\": true}");
        Shop.pay(other);

        orders.say(paid(order, paid));

        awaitStatus(other, "CAPTURED");
        assertThat(rows.said(other)).containsExactly("payment-captured 1 1999 EUR");
    }

    static OrderEvent paid(OrderId order, String payment) {
        var price = new Money(1999, Currency.getInstance("EUR"));
        return new OrderEvent.Paid(order, 2, USER, PaymentId.parse(payment), List.of(), price, Instant.now());
    }

    /** The mark is made by hand: the event must not come later than the provider's answer. */
    @Test
    void closesAPaymentThatWasBeingOpenedWhileItsOrderEnded() throws Exception {
        var order = anOrder();
        Shop.faults("{\"latencyMillis\": 2000}");
        try (var buyer = Executors.newSingleThreadExecutor()) {
            var opening = buyer.submit(() -> open(order));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(statusesOf(order)).containsExactly("CREATED"));

            rows.strings("UPDATE ended_order SET ended_at = now() WHERE order_id = $1", order.value());

            opening.get().statusCode(409).body("type", equalTo("/problems/not-payable"));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statusesOf(order)).containsExactly("CLOSED"));
    }

    private List<String> statusesOf(OrderId order) {
        return rows.strings("SELECT status FROM payment WHERE order_id = $1", order.value());
    }

    private void awaitEnd(OrderId order) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rows.strings(
                                "SELECT ended_at IS NOT NULL FROM ended_order WHERE order_id = $1", order.value()))
                        .containsExactly("true"));
    }

    private static void awaitStatus(String id, String status) {
        await().atMost(PATIENCE).untilAsserted(() -> payment(id).body("status", equalTo(status)));
    }
}
