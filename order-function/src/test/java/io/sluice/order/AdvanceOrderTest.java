package io.sluice.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.order.Advance.Missing;
import io.sluice.order.Advance.Moved;
import io.sluice.order.Advance.NotAllowed;
import io.sluice.order.Advance.Stayed;
import io.sluice.order.AdvanceOrder.Told;
import io.sluice.order.domain.Decision.Change;
import io.sluice.order.domain.Signal.CancelAsked;
import io.sluice.order.domain.Signal.GoodsShipped;
import io.sluice.order.domain.Signal.PaymentCaptured;
import io.sluice.order.domain.Signal.StockHeld;
import io.sluice.outbox.Outbox;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many orders are told in one transaction, each as if it were alone. */
@QuarkusTest
class AdvanceOrderTest {

    private static final Money PRICE = new Money(1999, Currency.getInstance("CNY"));

    @Inject
    AdvanceOrder orders;

    @Inject
    OrderStore store;

    @Inject
    OrderRows rows;

    @Inject
    OrderWrites writes;

    @Inject
    Outbox outbox;

    @Inject
    Announced announced;

    @Inject
    Database database;

    @Test
    void movesAllInOneTransactionAndAnswersEachInItsPlace() throws Throwable {
        var ids = IntStream.range(0, 5).mapToObj(_ -> placed()).toList();
        var missing = OrderId.next("nobody", Instant.now(), new Random());

        var advances = advance(
                new Told(ids.get(4), cancel()),
                new Told(missing, cancel()),
                new Told(ids.get(0), captured(ids.get(0))),
                new Told(ids.get(2), new GoodsShipped("SF", "T1")),
                new Told(ids.get(1), cancel()),
                new Told(ids.get(3), new StockHeld(Duration.ofMinutes(1))));

        assertThat(advances)
                .<Object>extracting(Advance::getClass)
                .containsExactly(Moved.class, Missing.class, Moved.class, NotAllowed.class, Moved.class, Stayed.class);
        assertThat(ids)
                .extracting(id -> database.statusOf(id.toString()))
                .containsExactly("PAID", "CANCELLED", "PENDING_PAYMENT", "PENDING_PAYMENT", "CANCELLED");
        assertThat(database.texts(
                        "SELECT DISTINCT CAST(xmin AS text) FROM orders WHERE id IN ($1, $2, $3)",
                        ids.get(0).value(),
                        ids.get(1).value(),
                        ids.get(4).value()))
                .hasSize(1);
        assertThat(announced.typesAbout(ids.get(1))).containsExactly("order-placed", "order-cancelled");
    }

    @Test
    void decidesTheSecondTimeAsWhatTheOrderHasBecomeByTheFirst() throws Throwable {
        var id = placed();
        var one = captured(id);

        var advances = advance(
                new Told(id, one),
                new Told(id, one),
                new Told(id, captured(id)),
                new Told(id, cancel()),
                new Told(id, new GoodsShipped("SF", "T1")));

        assertThat(advances)
                .<Object>extracting(Advance::getClass)
                .containsExactly(Moved.class, Stayed.class, Moved.class, NotAllowed.class, Moved.class);
        assertThat(announced.typesAbout(id))
                .containsExactly(
                        "order-placed",
                        "order-paid",
                        "order-refund-requested",
                        "order-refund-approved",
                        "order-shipped");
        assertThat(database.texts("SELECT became FROM order_history WHERE order_id = $1 ORDER BY seq", id.value()))
                .containsExactly("PLACING", "PENDING_PAYMENT", "PAID", "SHIPPED");
        assertThat(database.texts("""
                        SELECT concat_ws(' ', version, paid, jsonb_array_length(captures), jsonb_array_length(open_refunds),
                                         tracking_number, paid_at = shipped_at) FROM orders WHERE id = $1""", id.value())).containsExactly("5 1999 2 1 T1 t");
    }

    /** The write's guard asserts once more what the lock promised. */
    @Test
    void writesNothingWhereOneOrderIsNotAsItWasLocked() {
        var one = placed();
        var other = placed();

        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() ->
                        outbox.inTransaction(session -> store.lock(Set.of(one, other))
                                .chain(found -> {
                                    found.get(other).version = 7;
                                    return writes.write(session, cancelled(found.values()));
                                }))))
                .hasMessageContaining("1 of 2 orders were not as they were locked");

        assertThat(List.of(one, other))
                .extracting(id -> database.statusOf(id.toString()))
                .containsOnly("PENDING_PAYMENT");
        assertThat(announced.typesAbout(one)).containsExactly("order-placed");
    }

    private List<OrderStep> cancelled(Collection<OrderRow> found) {
        return found.stream()
                .map(row -> writes.step(row, (Change) rows.toOrder(row).on(cancel(), row.readAt)))
                .toList();
    }

    private List<Advance> advance(Told... told) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(
                () -> outbox.inTransaction(session -> orders.advanceAll(session, List.of(told))));
    }

    private static OrderId placed() {
        return OrderId.parse(Shop.placed("lamp"));
    }

    private static CancelAsked cancel() {
        return new CancelAsked(CancellationReason.OPERATOR, null);
    }

    private static PaymentCaptured captured(OrderId order) {
        return new PaymentCaptured(payment(order), PRICE);
    }

    private static PaymentId payment(OrderId order) {
        return PaymentId.next(order, Instant.now(), new Random());
    }
}
