package io.sluice.inbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.gather.Split;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
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
     * then trouble is retried, with all of them: none is harmed by a repeat.
     */
    public <E> Uni<Void> hear(Hears<E> listener, ConsumerRecords<String, byte[]> records) {
        var letters = StreamSupport.stream(records.spliterator(), false)
                .map(DeadLetter::of)
                .toList();
        return letters.isEmpty()
                ? Uni.createFrom().voidItem()
                : patiently(letters.getFirst(), () -> applyAll(listener, letters));
    }

    /** @param letter the first of those that wait if {@code attempt} has trouble */
    private Uni<Void> patiently(DeadLetter letter, Supplier<Uni<Void>> attempt) {
        var context = Vertx.currentContext();
        return Uni.createFrom()
                .deferred(() -> attempt.get())
                .runSubscriptionOn(task -> onContext(context, task))
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
        return Uni.createFrom()
                .item(() -> read(listener, letter))
                .chain(heard -> listener.on(heard.message()))
                .onFailure(Refused::isBehind)
                .transform(failure -> Refused.behind(failure).orElseThrow());
    }

    private <E> Uni<Void> applyAll(Hears<E> listener, List<DeadLetter> letters) {
        var readable = new ArrayList<Heard<E>>(letters.size());
        var parking = Uni.createFrom().voidItem();
        for (var letter : letters) {
            try {
                readable.add(read(listener, letter));
            } catch (Refused unreadable) {
                parking = parking.chain(() -> park(letter, unreadable));
            }
        }
        return parking.chain(() -> readable.isEmpty() ? Uni.createFrom().voidItem() : handOver(listener, readable));
    }

    private <E> Uni<Void> handOver(Hears<E> listener, List<Heard<E>> heard) {
        var split = new Split<Heard<E>, Boolean>(
                some -> listener.onAll(some.stream().map(Heard::message).toList())
                        .replaceWith(Collections.nCopies(some.size(), true)),
                Refused::isBehind,
                (one, failure) -> failure instanceof Refused ? park(one, failure) : onceMore(listener, one));
        return split.over(heard).replaceWithVoid();
    }

    /** What two instances wrote at the same moment is nobody's fault, and does not fail again. */
    private <E> Uni<Boolean> onceMore(Hears<E> listener, Heard<E> one) {
        return Uni.createFrom()
                .deferred(() -> listener.onAll(List.of(one.message())))
                .replaceWith(true)
                .onFailure(Refused::isBehind)
                .recoverWithUni(failure -> park(one, failure));
    }

    private Uni<Boolean> park(Heard<?> one, Throwable failure) {
        return park(one.letter(), Refused.behind(failure).orElseThrow()).replaceWith(false);
    }

    /** A letter that can be read. */
    private record Heard<E>(DeadLetter letter, E message) {}

    private <E> Heard<E> read(Hears<E> listener, DeadLetter letter) {
        if (letter.payload().length == 0) {
            throw new Refused("is empty");
        }
        try {
            E message = json.readValue(letter.payload(), listener.type());
            if (message == null) {
                throw new Refused("is empty");
            }
            return new Heard<>(letter, message);
        } catch (IOException e) {
            throw new Refused("cannot be read as " + listener.type().getSimpleName());
        }
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
