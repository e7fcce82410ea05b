package io.sluice.payment;

import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Which payments are still to be closed: an intent that outlives whoever had it. */
@ApplicationScoped
class CloseStore {

    /** Also one that is being opened: it may be PENDING a moment later. A repeat changes nothing. */
    private static final String INTEND = """
            UPDATE payment SET close_at = now() + ?3 * interval '1 millisecond'
             WHERE bucket = ?1 AND order_id = ?2 AND status IN ('CREATED', 'PENDING') AND close_at IS NULL
            """;

    /** The pause is also a lease, which keeps other sweeps away while this one asks the provider; 2^10 is beyond any limit. */
    private static final String TAKE_DUE = """
            UPDATE payment
               SET close_attempts = least(close_attempts + 1, 10),
                   close_at = now() + least(?1 * power(2, close_attempts), ?2) * interval '1 millisecond'
             WHERE (bucket, id) IN (
                SELECT bucket, id FROM payment WHERE status = 'PENDING' AND close_at <= now()
                 ORDER BY close_at LIMIT ?3 FOR UPDATE SKIP LOCKED)
            RETURNING id
            """;

    private final PaymentConfig.Close config;

    CloseStore(PaymentConfig config) {
        this.config = config.close();
    }

    /** All that is open of {@code order} is to be closed; whoever means it closes it now, the sweep only if that fails. */
    Uni<Void> intend(Mutiny.Session session, OrderId order) {
        return session.createNativeQuery(INTEND)
                .setParameter(1, (short) order.bucket())
                .setParameter(2, order.value())
                .setParameter(3, config.pause().toMillis())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Takes payments whose time has come, the oldest first, for as long as one attempt may last. */
    Uni<List<PaymentId>> takeDue(Mutiny.Session session) {
        return session.createNativeQuery(TAKE_DUE, UUID.class)
                .setParameter(1, config.pause().toMillis())
                .setParameter(2, config.longestPause().toMillis())
                .setParameter(3, config.batch())
                .getResultList()
                .map(ids -> ids.stream().map(PaymentId::new).toList());
    }
}
