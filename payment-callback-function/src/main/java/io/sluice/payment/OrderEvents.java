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

/** Kafka in: what becomes of orders. A repeat is harmless, because an order ends once. */
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
        return ended(event).map(ending::end).orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Most say nothing to us, thousands a second in a flash sale: they are left out before anything is made of them. */
    @Override
    public Uni<Void> onAll(List<OrderEvent> events) {
        return Hears.super.onAll(
                events.stream().filter(event -> ended(event).isPresent()).toList());
    }

    /** The order, if this is its end. */
    private static Optional<OrderId> ended(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Cancelled cancelled -> Optional.of(cancelled.orderId());
            case OrderEvent.Rejected rejected -> Optional.of(rejected.orderId());
            case OrderEvent.Placed _,
                    OrderEvent.Paid _,
                    OrderEvent.Shipped _,
                    OrderEvent.Completed _,
                    OrderEvent.AddressChanged _,
                    OrderEvent.RefundRequested _,
                    OrderEvent.RefundApproved _,
                    OrderEvent.Refunded _ -> Optional.empty(); // None of them ends payments.
        };
    }
}
