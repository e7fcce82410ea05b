package io.sluice.inbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
     * Reads {@code record} and hands it to {@code listener}. Completes when it is applied or parked; until then trouble
     * is retried.
     */
    public <E> Uni<Void> hear(Hears<E> listener, ConsumerRecord<String, byte[]> record) {
        return hear(listener, DeadLetter.of(record));
    }

    private <E> Uni<Void> hear(Hears<E> listener, DeadLetter letter) {
        var context = Vertx.currentContext();
        return Uni.createFrom()
                .deferred(() -> apply(listener, letter)
                        .onFailure(Refused.class)
                        .recoverWithUni(refused -> park(letter, refused)))
                .runSubscriptionOn(attempt -> onContext(context, attempt))
                .onFailure()
                .invoke(trouble -> retrying(letter, trouble))
                .onFailure()
                .retry()
                .withBackOff(config.firstPause(), config.longestPause())
                .withJitter(1.0)
                .indefinitely();
    }

    /** One attempt: also what a replay does. */
    <E> Uni<Void> apply(Hears<E> listener, DeadLetter letter) {
        if (letter.payload().length == 0) {
            return Uni.createFrom().failure(new Refused("is empty"));
        }
        E message;
        try {
            message = json.readValue(letter.payload(), listener.type());
        } catch (IOException e) {
            return Uni.createFrom()
                    .failure(new Refused("cannot be read as " + listener.type().getSimpleName()));
        }
        if (message == null) {
            return Uni.createFrom().failure(new Refused("is empty"));
        }
        return listener.on(message);
    }

    private Uni<Void> park(DeadLetter letter, Throwable refused) {
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

    /** A retry begins on a timer's thread; sessions belong to the message's own context. */
    private static void onContext(Context context, Runnable attempt) {
        if (context == null || Vertx.currentContext() == context) {
            attempt.run();
        } else {
            context.runOnContext(_ -> attempt.run());
        }
    }
}
