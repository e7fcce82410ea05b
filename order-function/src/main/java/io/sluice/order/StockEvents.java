package io.sluice.order;

import io.sluice.contracts.StockEvent;
import io.sluice.contracts.StockEvent.Held;
import io.sluice.contracts.StockEvent.Rejected;
import io.sluice.contracts.Topics;
import io.sluice.inbox.Hears;
import io.sluice.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Kafka in: what inventory-function decided about the stock of flash orders. A repeat is harmless, because the order is
 * there already.
 *
 * <p>Every hold that can be read is answered, with {@code OrderPlaced} or {@code OrderRejected}. One that cannot be read is
 * not, even where its key is the order's id: whose it was and in which sale stood in what cannot be read. The inbox parks
 * it, its units stay held, and a person must look.
 */
@ApplicationScoped
class StockEvents implements Hears<StockEvent> {

    private final Inbox inbox;
    private final CreateFlashOrders flashOrders;

    StockEvents(Inbox inbox, CreateFlashOrders flashOrders) {
        this.inbox = inbox;
        this.flashOrders = flashOrders;
    }

    @Incoming("stock")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return inbox.hear(this, records);
    }

    @Override
    public Uni<Void> on(StockEvent event) {
        return onAll(List.of(event));
    }

    @Override
    public Uni<Void> onAll(List<StockEvent> events) {
        return flashOrders.create(events.stream().flatMap(StockEvents::held).toList());
    }

    private static Stream<Held> held(StockEvent event) {
        return switch (event) {
            case Held held -> Stream.of(held);
            case Rejected _ -> Stream.empty(); // Nothing is held: there will be no order.
        };
    }

    @Override
    public String topic() {
        return Topics.STOCK;
    }

    @Override
    public Class<StockEvent> type() {
        return StockEvent.class;
    }
}
