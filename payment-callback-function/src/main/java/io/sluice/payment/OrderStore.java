package io.sluice.payment;

import io.sluice.contracts.OrderId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.hibernate.reactive.mutiny.Mutiny;

/** What we know of orders: whether they ended. An order's row is also the lock between opening a payment and ending. */
@ApplicationScoped
class OrderStore {

    private static final String LOCK = """
            INSERT INTO ended_order AS known (bucket, order_id) VALUES (?1, ?2)
            ON CONFLICT (bucket, order_id) DO UPDATE SET ended_at = known.ended_at
            RETURNING CAST(now() AS timestamptz), ended_at IS NOT NULL
            """;

    private static final String END = """
            INSERT INTO ended_order AS known (bucket, order_id, ended_at) VALUES (?1, ?2, now())
            ON CONFLICT (bucket, order_id) DO UPDATE SET ended_at = coalesce(known.ended_at, now())
            """;

    /**
     * An order whose row is locked.
     *
     * @param now by PostgreSQL's clock
     */
    record Locked(boolean ended, Instant now) {}

    Uni<Locked> lock(Mutiny.Session session, OrderId order) {
        return session.createNativeQuery(LOCK, Object[].class)
                .setParameter(1, (short) order.bucket())
                .setParameter(2, order.value())
                .getSingleResult()
                .map(row -> new Locked((Boolean) row[1], ((OffsetDateTime) row[0]).toInstant()));
    }

    /** Marks the order as ended, also one that nobody wanted to pay yet; a repeat changes nothing. */
    Uni<Void> end(Mutiny.Session session, OrderId order) {
        return session.createNativeQuery(END)
                .setParameter(1, (short) order.bucket())
                .setParameter(2, order.value())
                .executeUpdate()
                .replaceWithVoid();
    }
}
