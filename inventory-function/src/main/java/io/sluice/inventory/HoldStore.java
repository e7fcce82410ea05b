package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Holding;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What orders have of pools, one row per order and pool. */
@ApplicationScoped
public class HoldStore {

    private static final String ADD = """
            INSERT INTO hold (bucket, order_id, pool_id, quantity)
            SELECT bucket, order_id, pool_id, quantity
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS line (
                   bucket smallint, order_id uuid, pool_id bigint, quantity bigint)
            """;

    private static final String OF = """
            SELECT hold.order_id, hold.pool_id, hold.quantity, pool.sku, pool.sale_id IS NULL
              FROM hold JOIN jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (
                   bucket smallint, order_id uuid) USING (bucket, order_id)
              JOIN pool ON pool.id = hold.pool_id
             ORDER BY hold.order_id, hold.pool_id
            """;

    /** Units of a pool that an order has. */
    record Hold(OrderId order, long poolId, long quantity, String sku, boolean ordinary) {}

    /** Adds holds for claims of this transaction. */
    public Uni<Void> add(List<Holding> holdings) {
        if (holdings.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = holdings.stream()
                .map(holding -> Statements.key(holding.order())
                        .put("pool_id", holding.poolId())
                        .put("quantity", holding.quantity()))
                .toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter(1, Statements.rows(rows))
                        .executeUpdate())
                .invoke(written -> Statements.requireRows(holdings.size(), written, "holds"))
                .replaceWithVoid();
    }

    Uni<List<Hold>> of(Collection<OrderId> orders) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OF, Object[].class)
                        .setParameter(1, Statements.keys(orders))
                        .getResultList()
                        .map(rows -> rows.stream().map(HoldStore::hold).toList()));
    }

    private static Hold hold(Object[] row) {
        return new Hold(
                new OrderId((UUID) row[0]),
                ((Number) row[1]).longValue(),
                ((Number) row[2]).longValue(),
                (String) row[3],
                (Boolean) row[4]);
    }
}
