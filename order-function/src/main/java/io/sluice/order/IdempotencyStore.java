package io.sluice.order;

import static java.util.stream.Collectors.toMap;

import io.sluice.contracts.OrderId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What was answered under which key. Rows are made with the intent, by {@link IntentStore}. */
@ApplicationScoped
class IdempotencyStore {

    private static final String FIND = """
            SELECT order_id, fingerprint, status, body, extract(epoch FROM now() - created_at) FROM idempotency
             WHERE bucket = ?1 AND user_id = ?2 AND path = ?3 AND key = ?4
            """;

    private static final String ANSWERS_OF = """
            SELECT order_id, status, body FROM idempotency
              JOIN jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (bucket smallint, id uuid)
                ON idempotency.bucket = asked.bucket AND order_id = id
             WHERE status IS NOT NULL
            """;

    private static final String ANSWER = """
            UPDATE idempotency SET status = answer.status, body = answer.body
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb))
                AS answer (bucket smallint, id uuid, status integer, body text)
             WHERE idempotency.bucket = answer.bucket AND order_id = id AND idempotency.status IS NULL
            """;

    private static final String PURGE = """
            DELETE FROM idempotency WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM idempotency WHERE created_at < now() - ?1 * interval '1 second' LIMIT ?2))
            """;

    /**
     * What a key stands for.
     *
     * @param answer absent while there is none
     * @param isCutOff the request that began it is as old as what the sweeper takes: it is over, as a rule, and its answer
     *     the sweeper's to find
     */
    record Known(OrderId orderId, String fingerprint, Optional<Answer> answer, boolean isCutOff) {}

    /** An order, and the answer to the request for it if that is to be written. */
    private record Row(short bucket, UUID id, Integer status, String body) {

        static Row of(OrderId order) {
            return new Row((short) order.bucket(), order.value(), null, null);
        }

        static Row of(Answer answer) {
            return new Row((short) answer.orderId().bucket(), answer.orderId().value(), answer.status(), answer.body());
        }
    }

    private final Json json;
    private final OrderConfig config;

    IdempotencyStore(Json json, OrderConfig config) {
        this.json = json;
        this.config = config;
    }

    Uni<Optional<Known>> find(Mutiny.Session session, IdempotencyKey key) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter(1, key.bucket())
                .setParameter(2, key.userId())
                .setParameter(3, key.path())
                .setParameter(4, key.key())
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(this::known));
    }

    /** The answers to the requests that made these orders, as far as there are any. */
    Uni<Map<OrderId, Answer>> answersOf(Mutiny.Session session, Collection<OrderId> orders) {
        if (orders.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createNativeQuery(ANSWERS_OF, Object[].class)
                .setParameter(1, json.write(orders.stream().map(Row::of).toList()))
                .getResultList()
                .map(rows ->
                        rows.stream().map(IdempotencyStore::answer).collect(toMap(Answer::orderId, answer -> answer)));
    }

    /** The first answer stands. */
    Uni<Void> answer(Mutiny.Session session, Collection<Answer> answers) {
        if (answers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(ANSWER)
                .setParameter(1, json.write(answers.stream().map(Row::of).toList()))
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Integer> purge(Mutiny.Session session, long olderThanSeconds, int limit) {
        return session.createNativeQuery(PURGE)
                .setParameter(1, olderThanSeconds)
                .setParameter(2, limit)
                .executeUpdate();
    }

    private static Answer answer(Object[] row) {
        return new Answer(new OrderId((UUID) row[0]), ((Number) row[1]).intValue(), (String) row[2]);
    }

    private Known known(Object[] row) {
        var id = new OrderId((UUID) row[0]);
        var answer = row[2] == null
                ? Optional.<Answer>empty()
                : Optional.of(new Answer(id, ((Number) row[2]).intValue(), (String) row[3]));
        var age = ((Number) row[4]).longValue();
        return new Known(
                id, (String) row[1], answer, age >= config.sweep().after().toSeconds());
    }
}
