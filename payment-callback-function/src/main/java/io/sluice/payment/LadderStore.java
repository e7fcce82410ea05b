package io.sluice.payment;

import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** When open payments are looked at next: an intent that outlives whoever had it. */
@ApplicationScoped
class LadderStore {

    /** One that is being opened may be PENDING a moment later: whoever opens it has until the lease ends. */
    private static final String CALL_UP = """
            UPDATE payment
               SET due_at = CASE status WHEN 'PENDING' THEN now()
                                        ELSE least(due_at, now() + ?2 * interval '1 millisecond') END,
                   attempts = 0
             WHERE (bucket, id) IN (
                SELECT payment.bucket, payment.id
                  FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (bucket smallint, order_id uuid)
                  JOIN payment ON payment.bucket = asked.bucket AND payment.order_id = asked.order_id
                 WHERE payment.status IN ('CREATED', 'PENDING')
                 ORDER BY payment.bucket, payment.id
                   FOR UPDATE OF payment)
            """;

    private static final String CALL_UP_ONE =
            "UPDATE payment SET due_at = now(), attempts = 0 WHERE bucket = ?1 AND id = ?2";

    /** The pause begins with a lease, which keeps others away while this one asks; 2^10 is beyond any limit. */
    private static final String TAKE_DUE = """
            WITH due AS MATERIALIZED (
                SELECT payment.bucket, payment.id, ended_order.ended_at IS NOT NULL AS is_over,
                       now() + (?2 + random() * least(?3 * power(2, attempts), ?4)) * interval '1 millisecond' AS next,
                       pay_by - ?5 * interval '1 millisecond' AS last_call,
                       pay_by < now() - ?7 * interval '1 millisecond' AS is_late
                  FROM payment
                  LEFT JOIN ended_order ON ended_order.bucket = payment.bucket AND ended_order.order_id = payment.order_id
                 WHERE provider = ?1 AND status IN ('CREATED', 'PENDING') AND due_at <= now()
                 ORDER BY due_at LIMIT ?6 FOR UPDATE OF payment SKIP LOCKED)
            UPDATE payment
               SET attempts = least(attempts + 1, 10),
                   due_at = CASE WHEN now() < due.last_call THEN least(due.next, due.last_call) ELSE due.next END
              FROM due
             WHERE payment.bucket = due.bucket AND payment.id = due.id
            RETURNING payment.id, due.is_over, due.is_late
            """;

    private final PaymentConfig.Ladder config;

    LadderStore(PaymentConfig config) {
        this.config = config.ladder();
    }

    /** All that is open of {@code orders} is due: they need no payment any more. */
    Uni<Void> callUp(Mutiny.Session session, Collection<OrderId> orders) {
        return session.createNativeQuery(CALL_UP)
                .setParameter(1, OrderStore.json(orders))
                .setParameter(2, config.lease().toMillis())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The same of one payment that is locked. */
    Uni<Void> callUp(Mutiny.Session session, PaymentId payment) {
        return session.createNativeQuery(CALL_UP_ONE)
                .setParameter(1, (short) payment.bucket())
                .setParameter(2, payment.value())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Takes payments whose time has come, the oldest first, for as long as one look may last. */
    Uni<List<DuePayment>> takeDue(Mutiny.Session session, Provider provider) {
        return session.createNativeQuery(TAKE_DUE, Object[].class)
                .setParameter(1, provider.name())
                .setParameter(2, config.lease().toMillis())
                .setParameter(3, config.step().toMillis())
                .setParameter(4, config.longestPause().minus(config.lease()).toMillis())
                .setParameter(5, config.lastCall().toMillis())
                .setParameter(6, config.batch())
                .setParameter(7, config.overdue().toMillis())
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new DuePayment(new PaymentId((UUID) row[0]), (Boolean) row[1], (Boolean) row[2]))
                        .toList());
    }
}
