package io.sluice.payment;

import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.Topics;
import io.sluice.inbox.Hears;
import io.sluice.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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

    /** Most say nothing to us, thousands a second in a flash sale: they are left out before anything is made of them. */
    @Override
    public Uni<Void> onAll(List<OrderEvent> events) {
        return Hears.super.onAll(events.stream()
                .filter(event -> event instanceof OrderEvent.Cancelled || event instanceof OrderEvent.Rejected)
                .toList());
    }

    @Override
    public Uni<Void> on(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Cancelled cancelled -> ending.end(cancelled.orderId());
            case OrderEvent.Rejected rejected -> ending.end(rejected.orderId());
            case OrderEvent.Placed _,
                    OrderEvent.Paid _,
                    OrderEvent.Shipped _,
                    OrderEvent.Completed _,
                    OrderEvent.AddressChanged _,
                    OrderEvent.RefundRequested _,
                    OrderEvent.Refunded _ -> Uni.createFrom().voidItem(); // None of them ends payments.
        };
    }
}
