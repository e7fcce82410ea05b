package io.sluice.payment;

import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.Topics;
import io.sluice.inbox.Hears;
import io.sluice.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Kafka in: what becomes of orders. A repeat is harmless, because an order is paid or ends once. */
@ApplicationScoped
class OrderEvents implements Hears<OrderEvent> {

    private final EndOrder ending;
    private final Inbox inbox;

    OrderEvents(EndOrder ending, Inbox inbox) {
        this.ending = ending;
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

    /** Together, because every paid order is among them: thousands a second in a flash sale. */
    @Override
    public Uni<Void> onAll(List<OrderEvent> events) {
        var orders = events.stream()
                .flatMap(event -> ended(event).stream())
                .distinct()
                .toList();
        return orders.isEmpty() ? Uni.createFrom().voidItem() : ending.end(orders);
    }

    /** The order, if it needs no payment any more. */
    private static Optional<OrderId> ended(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Paid paid -> Optional.of(paid.orderId());
            case OrderEvent.Cancelled cancelled -> Optional.of(cancelled.orderId());
            case OrderEvent.Rejected rejected -> Optional.of(rejected.orderId());
            case OrderEvent.Placed _,
                    OrderEvent.Shipped _,
                    OrderEvent.Completed _,
                    OrderEvent.AddressChanged _,
                    OrderEvent.RefundRequested _,
                    OrderEvent.RefundApproved _,
                    OrderEvent.Refunded _ -> Optional.empty(); // None of them changes what is to be paid.
        };
    }
}
