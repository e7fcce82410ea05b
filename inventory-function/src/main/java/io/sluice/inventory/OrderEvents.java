package io.sluice.inventory;

import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.contracts.OrderEvent.Line;
import io.sluice.contracts.Topics;
import io.sluice.inbox.Hears;
import io.sluice.inbox.Inbox;
import io.sluice.inventory.domain.Goods;
import io.sluice.inventory.domain.Settlement;
import io.sluice.inventory.domain.Signal;
import io.sluice.inventory.domain.Ticket;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Kafka in: what becomes of orders, a poll at a time: a pool that many of them concern is updated once. A repeat is
 * harmless, because the claim answers that it stays as it is.
 */
@ApplicationScoped
class OrderEvents implements Hears<OrderEvent> {

    private final SettleHold holds;
    private final PlacedOrders placed;
    private final Inbox inbox;

    OrderEvents(SettleHold holds, PlacedOrders placed, Inbox inbox) {
        this.holds = holds;
        this.placed = placed;
        this.inbox = inbox;
    }

    @Incoming(Topics.ORDERS)
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return inbox.hear(this, records);
    }

    @Override
    public String topic() {
        return Topics.ORDERS;
    }

    @Override
    public Class<OrderEvent> type() {
        return OrderEvent.class;
    }

    @Override
    public Uni<Void> on(OrderEvent event) {
        return onAll(List.of(event));
    }

    /** That an order is placed is noted first: a ticket must not be told that it ended before it was told that it began. */
    @Override
    public Uni<Void> onAll(List<OrderEvent> events) {
        var begun = events.stream()
                .filter(OrderEvent.Placed.class::isInstance)
                .map(OrderEvent.Placed.class::cast)
                .toList();
        var settlements = events.stream().flatMap(OrderEvents::settlement).toList();
        if (begun.isEmpty() && settlements.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.withTransaction(() -> placed.note(begun).chain(() -> holds.settle(settlements)));
    }

    private static Stream<Settlement> settlement(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Paid paid -> Stream.of(new Settlement(paid.orderId(), Signal.SELL, "order-paid"));
            case OrderEvent.Cancelled cancelled ->
                Stream.of(new Settlement(cancelled.orderId(), Signal.RELEASE, because(cancelled.reason())));
            case OrderEvent.Rejected rejected ->
                Stream.of(new Settlement(rejected.orderId(), Signal.RELEASE, Ticket.ORDER_REJECTED));
            case OrderEvent.Refunded refunded -> refunded.restock() ? Stream.of(back(refunded)) : Stream.empty();
            case OrderEvent.Placed _,
                    OrderEvent.Shipped _,
                    OrderEvent.Completed _,
                    OrderEvent.AddressChanged _,
                    OrderEvent.RefundRequested _,
                    OrderEvent.RefundApproved _ -> Stream.empty(); // None of them moves stock.
        };
    }

    private static Settlement back(OrderEvent.Refunded refunded) {
        var units = refunded.lines().stream().collect(toMap(Line::sku, line -> (long) line.quantity(), Long::sum));
        return Settlement.back(refunded.orderId(), new Goods(refunded.refundId(), units), "order-refunded");
    }

    /** What an operator cancels is not held against the customer. */
    private static String because(CancellationReason reason) {
        return switch (reason) {
            case CUSTOMER, PAYMENT_TIMEOUT -> Standings.CANCELLED;
            case OPERATOR -> "cancelled-by-operator";
        };
    }
}
