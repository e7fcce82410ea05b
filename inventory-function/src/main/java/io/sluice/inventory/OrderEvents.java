package io.sluice.inventory;

import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.Topics;
import io.sluice.inbox.Hears;
import io.sluice.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Kafka in: what becomes of orders. A repeat is harmless, because the claim answers that it stays as it is. */
@ApplicationScoped
class OrderEvents implements Hears<OrderEvent> {

    private final SettleHold holds;
    private final Inbox inbox;

    OrderEvents(SettleHold holds, Inbox inbox) {
        this.holds = holds;
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
        return switch (event) {
            case OrderEvent.Paid paid -> holds.sell(paid.orderId());
            case OrderEvent.Cancelled cancelled -> holds.release(cancelled.orderId(), "order-cancelled");
            case OrderEvent.Rejected rejected -> holds.release(rejected.orderId(), "order-rejected");
            case OrderEvent.Placed _,
                    OrderEvent.Shipped _,
                    OrderEvent.Completed _,
                    OrderEvent.AddressChanged _,
                    OrderEvent.RefundRequested _,
                    OrderEvent.Refunded _ -> Uni.createFrom().voidItem(); // None of them moves stock.
        };
    }
}
