package io.sluice.outbox;

import static io.quarkus.hibernate.orm.runtime.PersistenceUnitUtil.DEFAULT_PERSISTENCE_UNIT_NAME;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.runtime.SessionOperations;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.sluice.contracts.Event;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Messages to send, written in the same transaction as the change they announce. */
@ApplicationScoped
public class Outbox {

    /** A shard is a share of the keys that one relay sends at a time. The table {@code outbox_lease} has a row for each. */
    static final int SHARDS = 4;

    /** PostgreSQL must see text: the driver would send a string as a JSON string where it sees jsonb. */
    private static final String ADD = """
            INSERT INTO outbox (shard, hash, id, topic, key, at, payload)
            SELECT shard, hash, id, topic, key, at, payload
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb))
                AS message (shard smallint, hash int, id uuid, topic text, key text, at timestamptz, payload jsonb)
            """;

    /** PostgreSQL's word for a statement that was ended: whoever asks over HTTP is told 503. */
    private static final String CANCELED = "57014";

    /** In the context of a transaction: that it has messages. */
    private static final String ADDED = Outbox.class.getName();

    private final ObjectMapper json;
    private final Relay relay;
    private final Pool database;

    Outbox(ObjectMapper json, Relay relay, Pool database) {
        this.json = json;
        this.relay = relay;
        this.database = database;
    }

    /**
     * Runs {@code work} in one transaction and, if it added messages, wakes the relay after the commit, so that nobody waits for
     * its next poll. One at a time per Vert.x context: two side by side in one would share a session, and each would commit the
     * other's half. It fails with {@link IllegalStateException} if the context has a session open.
     */
    public <T> Uni<T> inTransaction(Function<Mutiny.Session, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    requireOwnContext();
                    ContextLocals.remove(ADDED); // Of a transaction that was rolled back.
                    return Panache.withTransaction(() -> Panache.getSession().chain(session -> work.apply(session)));
                })
                .invoke(() -> {
                    if (ContextLocals.remove(ADDED)) {
                        relay.wake();
                    }
                });
    }

    /**
     * Runs {@code work} in one transaction whose statements share their ways to PostgreSQL, and wakes the relay as {@link
     * #inTransaction} does. Any number of these may go on side by side in one context. It ends by itself, though nobody may wait
     * for it any more.
     */
    public <T> Uni<T> inPipeline(Function<Pipeline, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> database.getConnection()
                        .chain(connection -> inPipeline(new Pipeline(connection.getDelegate()), work)
                                .eventually(connection::close))
                        .memoize()
                        .indefinitely());
    }

    private <T> Uni<T> inPipeline(Pipeline pipeline, Function<Pipeline, Uni<T>> work) {
        return pipeline.run(work).invoke(() -> {
            if (pipeline.hasMessages()) {
                relay.wake();
            }
        });
    }

    /**
     * Runs {@code work} in a Vert.x context of its own, beside whatever else this context begins: what a loop needs that
     * works on several rows at once. To be called on a Vert.x context.
     */
    public static <T> Uni<T> apart(Supplier<Uni<T>> work) {
        var here = Vertx.currentContext();
        return Uni.createFrom().deferred(() -> work.get()).runSubscriptionOn(task -> {
            var own = VertxContext.createNewDuplicatedContext(here);
            VertxContextSafetyToggle.setContextSafe(own, true);
            own.runOnContext(_ -> task.run());
        });
    }

    /**
     * Waits no longer than {@code patience} for what PostgreSQL answers, and then fails as a statement does that did not end in
     * time: a connection that died without a word must hold up nobody. The work is not cancelled, but left to end by itself,
     * because what is cut off in mid-statement spoils its connection; what it commits stands.
     */
    public static <T> Uni<T> inTime(Duration patience, Uni<T> work) {
        return work.memoize()
                .indefinitely()
                .ifNoItem()
                .after(patience)
                .failWith(() -> new SQLTimeoutException("PostgreSQL did not answer in " + patience, CANCELED));
    }

    private static void requireOwnContext() {
        if (SessionOperations.getCurrentSession(DEFAULT_PERSISTENCE_UNIT_NAME) != null) {
            throw new IllegalStateException(
                    "this context has a transaction open: begin the next one after it, or apart");
        }
    }

    /** Adds events to the transaction of {@code session}, in their order. */
    public Uni<Void> add(Mutiny.Session session, String topic, List<? extends Event> events) {
        return run(session, adding(topic, events));
    }

    /** Adds messages to the transaction of {@code session}, in their order. */
    public Uni<Void> add(Mutiny.Session session, List<Message> messages) {
        return run(session, adding(messages));
    }

    /** What adds events to a transaction, in their order; nothing if there are none. */
    public List<Statement> adding(String topic, List<? extends Event> events) {
        return adding(events.stream().map(event -> Message.of(topic, event)).toList());
    }

    List<Statement> adding(List<Message> messages) {
        return messages.isEmpty()
                ? List.of()
                : List.of(Statement.of(
                        ADD, toJson(messages.stream().map(this::row).toList())));
    }

    /** Runs statements in the transaction of {@code session}, one after the other. */
    public Uni<Void> run(Mutiny.Session session, List<Statement> statements) {
        if (statements.stream().anyMatch(Outbox::isAdding)) {
            ContextLocals.put(ADDED, true);
        }
        return Multi.createFrom()
                .iterable(statements)
                .onItem()
                .transformToUniAndConcatenate(statement -> statement.in(session))
                .onItem()
                .ignoreAsUni();
    }

    static boolean isAdding(Statement statement) {
        return statement.sql().equals(ADD);
    }

    private String toJson(List<Row> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + rows, e);
        }
    }

    /** As a tree, so that an event's {@code type} is written: Jackson leaves it out where it only knows an Object. */
    private Row row(Message message) {
        var shard = Math.floorMod(message.key().hashCode(), SHARDS);
        JsonNode payload = json.valueToTree(message.body());
        var hash = Slice.hash(message.key());
        return new Row(shard, hash, message.id(), message.topic(), message.key(), message.at(), payload);
    }

    private record Row(int shard, int hash, UUID id, String topic, String key, Instant at, JsonNode payload) {}
}
