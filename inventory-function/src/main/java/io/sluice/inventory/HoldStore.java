package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sluice.inventory.domain.Move;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What orders have of pools, one row per order and pool. */
@ApplicationScoped
class HoldStore implements PanacheRepositoryBase<HoldRow, HoldRow.Key> {

    private static final String ADD = """
            INSERT INTO hold (bucket, order_id, pool_id, quantity)
            SELECT ?1, ?2, pool_id, quantity
              FROM jsonb_to_recordset(CAST(CAST(?3 AS text) AS jsonb)) AS line (pool_id bigint, quantity bigint)
            """;

    Uni<Void> add(OrderKey order, List<Move> moves) {
        var rows = Statements.rows(moves.stream().map(HoldStore::row).toList());
        return getSession()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter(1, order.bucket())
                        .setParameter(2, order.orderId())
                        .setParameter(3, rows)
                        .executeUpdate())
                .invoke(written -> Statements.requireRows(moves.size(), written, "holds of " + order))
                .replaceWithVoid();
    }

    Uni<List<HoldRow>> of(OrderKey order) {
        return list("key.bucket = ?1 and key.orderId = ?2 order by key.poolId", order.bucket(), order.orderId());
    }

    private static JsonObject row(Move move) {
        return new JsonObject().put("pool_id", move.poolId()).put("quantity", move.held());
    }
}
