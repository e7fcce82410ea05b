package io.sluice.stack.invariants;

import java.util.List;

/** Orders and their stock: what inventory-function believes of an order is what order-function decided. */
final class Holds {

    private static final String STATES = """
            WITH expected AS (
                SELECT id, status, CASE
                    WHEN status = 'PLACING' THEN ARRAY['HELD', 'REJECTED', 'RELEASED']
                    WHEN status = 'PENDING_PAYMENT' THEN ARRAY['HELD']
                    WHEN status IN ('CANCELLED', 'REJECTED') THEN ARRAY['RELEASED', 'REJECTED', 'EXPIRED']
                    WHEN EXISTS (SELECT FROM orders.order_history WHERE order_id = id AND became = 'PAID')
                        THEN ARRAY['SOLD', 'RETURNED']
                    ELSE ARRAY['RELEASED'] END AS states
                  FROM orders.orders
            )
            SELECT format('order %s is %s, its stock is %s',
                          coalesce(expected.id, claim.order_id), coalesce(status, 'unknown'), coalesce(state, 'unknown'))
              FROM expected FULL JOIN inventory.claim ON claim.order_id = expected.id
             WHERE coalesce(status, '') <> 'PLACING' AND (states IS NULL OR state IS NULL OR state <> ALL (states))
               AND NOT (states IS NULL AND state = 'RELEASED')
               AND NOT (states IS NULL AND state IN ('REJECTED', 'EXPIRED') AND claim.sale_id IS NOT NULL)
            """;

    private static final String LINES = """
            WITH ordered AS (
                SELECT id, line ->> 'sku' AS sku, CAST(line ->> 'quantity' AS bigint) AS quantity
                  FROM orders.orders CROSS JOIN jsonb_array_elements(lines) AS line
                  JOIN inventory.claim ON claim.order_id = id AND claim.state IN ('HELD', 'SOLD', 'RETURNED')
            ), kept AS (
                SELECT order_id AS id, sku, quantity
                  FROM inventory.hold JOIN inventory.claim USING (bucket, order_id) JOIN inventory.pool ON pool.id = hold.pool_id
                 WHERE claim.state IN ('HELD', 'SOLD', 'RETURNED')
            )
            SELECT format('order %s has %s of %s, its hold has %s',
                          id, coalesce(ordered.quantity, 0), sku, coalesce(kept.quantity, 0))
              FROM ordered FULL JOIN kept USING (id, sku)
             WHERE ordered.quantity IS DISTINCT FROM kept.quantity
            """;

    static final List<Invariant> INVARIANTS =
            List.of(Invariant.ofTables("I3 states", STATES), Invariant.ofTables("I3 lines", LINES));

    private Holds() {}
}
