package io.sluice.inventory.flash;

import io.sluice.contracts.Topics;
import io.sluice.inbox.Hears;
import io.sluice.inbox.Inbox;
import io.sluice.inventory.domain.FlashRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Kafka in: what was admitted, a poll at a time, which is decided in one transaction. A repeat finds its claim. While buyers
 * rush in, what they asked for waits in Kafka.
 */
@ApplicationScoped
class RequestEvents implements Hears<FlashRequest> {

    private static final long LOOK_AGAIN_MILLIS = 50;

    private final Decider decider;
    private final Inbox inbox;
    private final Rush rush;
    private final Vertx vertx;

    RequestEvents(Decider decider, Inbox inbox, Rush rush, Vertx vertx) {
        this.decider = decider;
        this.inbox = inbox;
        this.rush = rush;
        this.vertx = vertx;
    }

    @Incoming(Topics.FLASH_REQUESTS)
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return Uni.createFrom().<Void>emitter(this::awaitTurn).chain(() -> inbox.hear(this, records));
    }

    private void awaitTurn(UniEmitter<? super Void> turn) {
        if (rush.isOn(System.nanoTime())) {
            vertx.setTimer(LOOK_AGAIN_MILLIS, _ -> awaitTurn(turn));
        } else {
            turn.complete(null);
        }
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
        return decider.decide(requests);
    }
}
