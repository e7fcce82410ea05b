package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.RefundId;
import io.sluice.inventory.domain.Holding;
import io.sluice.inventory.domain.Part;
import io.sluice.inventory.domain.Settling.Return;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            SELECT hold.order_id, hold.pool_id, pool.sku, hold.quantity, pool.sale_id IS NULL,
                   CASE WHEN hold.returned > 0 THEN
                       (SELECT CAST(jsonb_object_agg(refund_id, quantity) AS text) FROM hold_return AS back
                         WHERE back.bucket = hold.bucket AND back.order_id = hold.order_id AND back.pool_id = hold.pool_id)
                   END
              FROM hold JOIN jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (
                   bucket smallint, order_id uuid) USING (bucket, order_id)
              JOIN pool ON pool.id = hold.pool_id
             ORDER BY hold.order_id, hold.pool_id
            """;

    private static final String TAKE_BACK = """
            WITH back AS (
                INSERT INTO hold_return (bucket, order_id, pool_id, refund_id, quantity)
                SELECT bucket, order_id, pool_id, refund_id, quantity
                  FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS line (
                       bucket smallint, order_id uuid, pool_id bigint, refund_id uuid, quantity bigint)
             RETURNING bucket, order_id, pool_id, quantity
            )
            UPDATE hold SET returned = hold.returned + sum.quantity
              FROM (SELECT bucket, order_id, pool_id, sum(quantity) AS quantity
                      FROM back GROUP BY bucket, order_id, pool_id) AS sum
             WHERE hold.bucket = sum.bucket AND hold.order_id = sum.order_id AND hold.pool_id = sum.pool_id
            """;

    /** What an order has of a pool. */
    record Hold(OrderId order, Part part, boolean ordinary) {

        long poolId() {
            return part.poolId();
        }

        String sku() {
            return part.sku();
        }
    }

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

    /** Notes what came back. The caller has locked the claims. */
    Uni<Void> takeBack(List<Return> returns) {
        if (returns.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = returns.stream()
                .map(back -> Statements.key(back.order())
                        .put("pool_id", back.poolId())
                        .put("refund_id", back.refund().value().toString())
                        .put("quantity", back.quantity()))
                .toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TAKE_BACK)
                        .setParameter(1, Statements.rows(rows))
                        .executeUpdate())
                .invoke(written -> Statements.requireRows(holdsOf(returns), written, "holds with returns"))
                .replaceWithVoid();
    }

    /** Several refunds may give back parts of one. */
    private static int holdsOf(List<Return> returns) {
        return (int) returns.stream()
                .map(back -> List.of(back.order(), back.poolId()))
                .distinct()
                .count();
    }

    private static Hold hold(Object[] row) {
        var part = new Part(number(row[1]), (String) row[2], number(row[3]), returns((String) row[5]));
        return new Hold(new OrderId((UUID) row[0]), part, (Boolean) row[4]);
    }

    private static Map<RefundId, Long> returns(String json) {
        var returns = new HashMap<RefundId, Long>();
        if (json != null) {
            new JsonObject(json)
                    .forEach(
                            back -> returns.put(new RefundId(UUID.fromString(back.getKey())), number(back.getValue())));
        }
        return returns;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
