package io.sluice.payment;

import io.sluice.contracts.OrderId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What we know of orders: whether they need no payment any more, because they are paid or ended without. An order's row is
 * also the lock between opening a payment and that.
 */
@ApplicationScoped
class OrderStore {

    private static final String LOCK = """
            INSERT INTO ended_order AS known (bucket, order_id) VALUES (?1, ?2)
            ON CONFLICT (bucket, order_id) DO UPDATE SET ended_at = known.ended_at
            RETURNING CAST(now() AS timestamptz), ended_at IS NOT NULL
            """;

    /** In one order everywhere, or two batches with the same orders could wait for each other. */
    private static final String END = """
            INSERT INTO ended_order AS known (bucket, order_id, ended_at)
            SELECT DISTINCT bucket, order_id, now()
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (bucket smallint, order_id uuid)
             ORDER BY bucket, order_id
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

    /** Marks orders, also those that nobody wanted to pay yet; a repeat changes nothing. */
    Uni<Void> end(Mutiny.Session session, Collection<OrderId> orders) {
        return session.createNativeQuery(END)
                .setParameter(1, json(orders))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Their keys, for a statement about all of them. */
    static String json(Collection<OrderId> orders) {
        var keys = new JsonArray();
        orders.forEach(order -> keys.add(new JsonObject()
                .put("bucket", order.bucket())
                .put("order_id", order.value().toString())));
        return keys.encode();
    }
}
