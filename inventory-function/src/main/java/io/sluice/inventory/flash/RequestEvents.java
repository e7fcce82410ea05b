package io.sluice.inventory.flash;

import io.sluice.contracts.Topics;
import io.sluice.inbox.Hears;
import io.sluice.inbox.Inbox;
import io.sluice.inventory.domain.FlashRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Kafka in: what was admitted, a poll at a time, which is decided in one transaction. A repeat finds its claim. */
@ApplicationScoped
class RequestEvents implements Hears<FlashRequest> {

    private final Decider decider;
    private final FlashMetrics metrics;
    private final Inbox inbox;

    RequestEvents(Decider decider, FlashMetrics metrics, Inbox inbox) {
        this.decider = decider;
        this.metrics = metrics;
        this.inbox = inbox;
    }

    @Incoming(Topics.FLASH_REQUESTS)
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return inbox.hear(this, records);
    }

    @Override
    public String topic() {
        return Topics.FLASH_REQUESTS;
    }

    @Override
    public Class<FlashRequest> type() {
        return FlashRequest.class;
    }

    @Override
    public Uni<Void> on(FlashRequest request) {
        return onAll(List.of(request));
    }

    @Override
    public Uni<Void> onAll(List<FlashRequest> requests) {
        return decider.decide(requests).invoke(() -> metrics.decided(requests.size()));
    }
}
