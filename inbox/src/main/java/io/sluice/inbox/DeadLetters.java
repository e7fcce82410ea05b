package io.sluice.inbox;

import io.sluice.outbox.Message;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** What was refused, kept as rows that an operator can see and replay, and said on the dead-letter topic. */
@ApplicationScoped
class DeadLetters {

    private static final String PARK = """
            INSERT INTO dead_letter (id, topic, "partition", "offset", message_id, key, reason, payload)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (topic, message_id) DO NOTHING
            """;

    private static final String FIND = "SELECT * FROM dead_letter WHERE id = $1";
    private static final String REPLAYED = "UPDATE dead_letter SET replayed_at = now() WHERE id = $1";

    /** A page of whole payloads could be 100 MiB. */
    private static final String PAGE = """
            SELECT id, topic, "partition", "offset", message_id, key, reason, parked_at, replayed_at,
                   substring(payload FOR $4) AS payload
              FROM dead_letter
             WHERE $1::timestamptz IS NULL OR (parked_at, id) < ($1, $2)
             ORDER BY parked_at DESC, id DESC LIMIT $3
            """;

    private final Outbox outbox;
    private final Pool database;
    private final String function;

    DeadLetters(Outbox outbox, Pool database, @ConfigProperty(name = "quarkus.application.name") String function) {
        this.outbox = outbox;
        this.database = database;
        this.function = function;
    }

    /** Keeps the letter and announces it, both or neither. A repeat changes nothing, and is answered with false. */
    Uni<Boolean> park(DeadLetter letter, String reason) {
        return outbox.inTransaction(session -> insert(session, letter, reason)
                .chain(rows -> rows == 0
                        ? Uni.createFrom().item(false)
                        : outbox.add(session, List.of(announcement(letter, reason)))
                                .replaceWith(true)));
    }

    private static Uni<Integer> insert(Mutiny.Session session, DeadLetter letter, String reason) {
        return session.createNativeQuery(PARK)
                .setParameter(1, letter.id())
                .setParameter(2, letter.topic())
                .setParameter(3, letter.partition())
                .setParameter(4, letter.offset())
                .setParameter(5, letter.messageId())
                .setParameter(6, letter.key())
                .setParameter(7, reason)
                .setParameter(8, letter.payload())
                .executeUpdate();
    }

    private Message announcement(DeadLetter letter, String reason) {
        var key = letter.key() == null ? letter.id().toString() : letter.key();
        var body = new Announcement(
                "dead-letter", letter.id(), letter.topic(), letter.position(), reason, letter.excerpt());
        return new Message(letter.id(), letter.topic() + "-refused-by-" + function, key, Instant.now(), body);
    }

    /** What the dead-letter topic says; of a long payload the beginning, because the row has it whole. */
    record Announcement(String type, UUID id, String topic, String position, String reason, String payload) {}

    Uni<Optional<ParkedLetter>> find(UUID id) {
        return database.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ParkedLetter::of)
                        .findFirst());
    }

    /** The newest first, those after {@code cursor}. */
    Uni<List<ParkedLetter>> page(Optional<ParkedLetter.Cursor> cursor, int limit) {
        var after = cursor.orElse(new ParkedLetter.Cursor(null, null));
        return database.preparedQuery(PAGE)
                .execute(Tuple.of(after.parkedAt(), after.id(), limit, DeadLetter.EXCERPT_BYTES))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ParkedLetter::of)
                        .toList());
    }

    Uni<Void> markReplayed(UUID id) {
        return database.preparedQuery(REPLAYED).execute(Tuple.of(id)).replaceWithVoid();
    }
}
