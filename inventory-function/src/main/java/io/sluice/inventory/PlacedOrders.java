package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderEvent.Placed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Which claims have an order that customers can see, and until when it may stay unpaid. */
@ApplicationScoped
class PlacedOrders {

    /** In the order of the keys, like every statement on claims; the first time stands, whatever state the claim is in. */
    private static final String NOTE = """
            WITH placed AS (
                SELECT claim.bucket, claim.order_id, placed.pay_by
                  FROM claim JOIN jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS placed (
                       bucket smallint, order_id uuid, pay_by timestamptz) USING (bucket, order_id)
                 WHERE claim.placed_at IS NULL
                 ORDER BY bucket, order_id FOR UPDATE OF claim)
            UPDATE claim SET placed_at = now(), pay_by = placed.pay_by
              FROM placed
             WHERE claim.bucket = placed.bucket AND claim.order_id = placed.order_id
            """;

    /** In the caller's transaction. */
    Uni<Void> note(List<Placed> orders) {
        if (orders.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = orders.stream()
                .map(order -> Statements.key(order.orderId())
                        .put("pay_by", order.payBy().toString()))
                .toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NOTE)
                        .setParameter(1, Statements.rows(rows))
                        .executeUpdate())
                .replaceWithVoid();
    }
}
