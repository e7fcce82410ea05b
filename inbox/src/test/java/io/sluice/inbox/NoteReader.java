package io.sluice.inbox;

import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A listener that has trouble with some notes and refuses others, as a test says; each attempt is a transaction. */
@ApplicationScoped
class NoteReader implements Hears<Note> {

    /** One attempt to read a note. */
    record Attempt(String text, Context context, boolean onEventLoop) {}

    private final Inbox inbox;
    private final Outbox outbox;
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> troubles = new ConcurrentHashMap<>();
    private final Map<String, Queue<String>> failures = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();
    private final Set<String> read = ConcurrentHashMap.newKeySet();

    NoteReader(Inbox inbox, Outbox outbox) {
        this.inbox = inbox;
        this.outbox = outbox;
    }

    @Incoming("orders")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return inbox.hear(this, records);
    }

    @Override
    public Uni<Void> on(Note note) {
        return switch (note) {
            case Note.Said(var text) -> read(text);
        };
    }

    private Uni<Void> read(String text) {
        attempts.add(new Attempt(text, Vertx.currentContext(), Context.isOnEventLoopThread()));
        return outbox.inTransaction(session -> session.createNativeQuery(statement(text))
                .executeUpdate()
                .invoke(_ -> decide(text))
                .replaceWithVoid());
    }

    /** Fails in PostgreSQL, or never ends there, if the test says so. */
    private String statement(String text) {
        if (hanging.remove(text)) {
            return "DO $$BEGIN PERFORM pg_sleep(3600); END$$";
        }
        var state = failures.getOrDefault(text, new LinkedList<>()).poll();
        return state == null ? "SET LOCAL lock_timeout = 0" : "DO $$BEGIN RAISE SQLSTATE '" + state + "'; END$$";
    }

    private void decide(String text) {
        if (refusals.containsKey(text)) {
            throw new Refused(refusals.get(text));
        }
        if (troubles.merge(text, -1, Integer::sum) >= 0) {
            throw new IllegalStateException("trouble with " + text);
        }
        read.add(text);
    }

    void hasTroubleWith(String text, int times) {
        troubles.put(text, times);
    }

    /** The first attempts fail in PostgreSQL, each with its SQLSTATE. */
    void failsWith(String text, String... sqlStates) {
        failures.put(text, new LinkedList<>(List.of(sqlStates)));
    }

    /** The first attempt gets no answer from PostgreSQL. */
    void hangsOnceWith(String text) {
        hanging.add(text);
    }

    void refuses(String text, String because) {
        refusals.put(text, because);
    }

    void mendedFor(String text) {
        refusals.remove(text);
    }

    boolean hasRead(String text) {
        return read.contains(text);
    }

    List<Attempt> attempts(Set<String> texts) {
        return attempts.stream()
                .filter(attempt -> texts.contains(attempt.text()))
                .toList();
    }

    @Override
    public String topic() {
        return "orders";
    }

    @Override
    public Class<Note> type() {
        return Note.class;
    }
}
