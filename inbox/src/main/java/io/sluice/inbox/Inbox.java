package io.sluice.inbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/** Hears messages: the way every consumer takes a record, so that none is lost and none blocks the rest without cause. */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final ObjectMapper json;
    private final DeadLetters deadLetters;
    private final InboxConfig config;
    private final MeterRegistry metrics;

    Inbox(ObjectMapper json, DeadLetters deadLetters, InboxConfig config, MeterRegistry metrics) {
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.deadLetters = deadLetters;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * Reads {@code records}, one poll's, and hands them over together. Completes when each is applied or parked; until
     * then trouble is retried, with all that may have it: none is harmed by a repeat.
     */
    public <E> Uni<Void> hear(Hears<E> listener, ConsumerRecords<String, byte[]> records) {
        var letters = StreamSupport.stream(records.spliterator(), false)
                .map(DeadLetter::of)
                .toList();
        return letters.isEmpty()
                ? Uni.createFrom().voidItem()
                : patiently(new Poll<>(listener, letters, json, this::park));
    }

    private Uni<Void> patiently(Poll<?> poll) {
        var context = Vertx.currentContext();
        var attempt = Outbox.apart(poll::attempt); // One that was given up may still have a session in its own.
        return Uni.createFrom()
                .deferred(() -> Outbox.inTime(config.patience(), attempt))
                .onFailure()
                .invoke(trouble -> retrying(poll.stopped(trouble), trouble))
                .onFailure()
                .retry()
                .withBackOff(config.firstPause(), config.longestPause())
                .withJitter(1.0)
                .indefinitely()
                .emitOn(task -> context.runOnContext(_ -> task.run()));
    }

    /** One attempt: also what a replay does. */
    <E> Uni<Void> apply(Hears<E> listener, DeadLetter letter) {
        return Uni.createFrom()
                .item(() -> Heard.read(json, listener.type(), letter))
                .chain(heard -> listener.on(heard.message()))
                .onFailure(Refused::isBehind)
                .transform(failure -> Refused.behind(failure).orElseThrow());
    }

    private Uni<Void> park(DeadLetter letter, Refused refused) {
        var reason = DeadLetter.storable(String.valueOf(refused.getMessage()));
        return deadLetters
                .park(letter, reason)
                .invoke(isNew -> parked(letter, reason, isNew))
                .replaceWithVoid();
    }

    /** A redelivered message is no other letter. */
    private void parked(DeadLetter letter, String reason, boolean isNew) {
        if (isNew) {
            LOG.warnf("parked a message of %s at %s: %s", letter.topic(), letter.position(), reason);
            metrics.counter("sluice.inbox.parked", "topic", letter.topic()).increment();
        }
    }

    private void retrying(DeadLetter letter, Throwable trouble) {
        LOG.warnf("a message of %s at %s waits: %s", letter.topic(), letter.position(), trouble.getMessage());
        metrics.counter("sluice.inbox.retries", "topic", letter.topic()).increment();
    }
}
