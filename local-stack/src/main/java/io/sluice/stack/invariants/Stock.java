package io.sluice.stack.invariants;

import java.util.List;

/** Units: none sold twice, none lost, and every change of them on record. */
final class Stock {

    private static final String FIGURES = """
            SELECT format('pool %s says total %s, held %s, sold %s', sku, total, held, sold)
              FROM inventory.pool
             WHERE total < 0 OR held < 0 OR sold < 0 OR NOT infinite AND held + sold > total
            """;

    /** Units come and go by adjustments alone: a sale only moves them from one pool of their SKU to another. */
    private static final String DELIVERED = """
            SELECT format('pools of %s have %s units, adjustments made %s', sku, coalesce(total, 0), coalesce(delta, 0))
              FROM (SELECT sku, sum(total) AS total FROM inventory.pool GROUP BY sku) AS pools
              FULL JOIN (SELECT sku, sum(delta) AS delta FROM inventory.adjustment GROUP BY sku) AS adjusted USING (sku)
             WHERE coalesce(total, 0) <> coalesce(delta, 0)
            """;

    private static final String HELD = """
            SELECT format('pool %s says %s, holds say %s', pool.sku, pool.held, coalesce(sum(hold.quantity), 0))
              FROM inventory.pool
              LEFT JOIN (inventory.hold JOIN inventory.claim USING (bucket, order_id))
                ON hold.pool_id = pool.id AND claim.state = 'HELD'
             GROUP BY pool.id
            HAVING pool.held <> coalesce(sum(hold.quantity), 0)
            """;

    private static final String SOLD = """
            SELECT format('pool %s says %s, holds say %s',
                          pool.sku, pool.sold, coalesce(sum(hold.quantity - hold.returned), 0))
              FROM inventory.pool
              LEFT JOIN (inventory.hold JOIN inventory.claim USING (bucket, order_id))
                ON hold.pool_id = pool.id AND claim.state IN ('SOLD', 'RETURNED')
             GROUP BY pool.id
            HAVING pool.sold <> coalesce(sum(hold.quantity - hold.returned), 0)
            """;

    private static final String MOVEMENTS = """
            SELECT format('pool %s is at movement %s, of which there are %s up to %s; they make total %s, held %s, sold %s',
                          pool.sku, pool.seq, count(movement.seq), coalesce(max(movement.seq), 0),
                          coalesce(sum(total_delta), 0), coalesce(sum(held_delta), 0), coalesce(sum(sold_delta), 0))
              FROM inventory.pool LEFT JOIN inventory.movement ON movement.pool_id = pool.id
             GROUP BY pool.id
            HAVING pool.seq <> count(movement.seq) OR pool.seq <> coalesce(max(movement.seq), 0)
                OR pool.total <> coalesce(sum(total_delta), 0) OR pool.held <> coalesce(sum(held_delta), 0)
                OR pool.sold <> coalesce(sum(sold_delta), 0)
            """;

    static final List<Invariant> INVARIANTS = List.of(
            Invariant.ofTables("I1 stock", FIGURES),
            Invariant.ofTables("I1 delivered", DELIVERED),
            Invariant.ofTables("I2 held", HELD),
            Invariant.ofTables("I2 sold", SOLD),
            Invariant.ofTables("I10 movements", MOVEMENTS));

    private Stock() {}
}
