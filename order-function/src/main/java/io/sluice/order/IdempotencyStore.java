package io.sluice.order;

import io.sluice.contracts.OrderId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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

    private static final String ANSWER_OF = """
            SELECT order_id, fingerprint, status, body, extract(epoch FROM now() - created_at) FROM idempotency
             WHERE bucket = ?1 AND order_id = ?2
            """;

    private static final String ANSWER = """
            UPDATE idempotency SET status = ?3, body = ?4 WHERE bucket = ?1 AND order_id = ?2 AND status IS NULL
            """;

    private static final String PURGE = """
            DELETE FROM idempotency WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM idempotency WHERE created_at < now() - ?1 * interval '1 second' LIMIT ?2))
            """;

    /**
     * What a key stands for.
     *
     * @param answer absent while there is none
     * @param isCutOff the request that began it is over, and its answer is the sweeper's to find
     */
    record Known(OrderId orderId, String fingerprint, Optional<Answer> answer, boolean isCutOff) {}

    private final OrderConfig config;

    IdempotencyStore(OrderConfig config) {
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

    Uni<Optional<Known>> find(Mutiny.Session session, OrderId order) {
        return session.createNativeQuery(ANSWER_OF, Object[].class)
                .setParameter(1, (short) order.bucket())
                .setParameter(2, order.value())
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(this::known));
    }

    Uni<Void> answer(Mutiny.Session session, Answer answer) {
        return session.createNativeQuery(ANSWER)
                .setParameter(1, (short) answer.orderId().bucket())
                .setParameter(2, answer.orderId().value())
                .setParameter(3, answer.status())
                .setParameter(4, answer.body())
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Integer> purge(Mutiny.Session session, long olderThanSeconds, int limit) {
        return session.createNativeQuery(PURGE)
                .setParameter(1, olderThanSeconds)
                .setParameter(2, limit)
                .executeUpdate();
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
