package io.sluice.stack.invariants;

import java.util.List;

/** Flash sales: nobody has more than one may, every ticket has its answer, and Redis believes what PostgreSQL knows. */
final class FlashSales {

    private static final String LIMIT = """
            SELECT format('user %s has %s of %s, and may have %s', claim.user_id, sum(hold.quantity - hold.returned),
                          item.sku, item.per_user_limit)
              FROM inventory.claim JOIN inventory.hold USING (bucket, order_id)
              JOIN inventory.sale_item item ON item.pool_id = hold.pool_id
             WHERE claim.state IN ('HELD', 'SOLD')
             GROUP BY claim.user_id, item.pool_id, item.sku, item.per_user_limit
            HAVING sum(hold.quantity - hold.returned) > item.per_user_limit
            """;

    private static final String TICKETS = """
            SELECT format('the ticket of order %s is queued for ever: its claim is %s, its order %s',
                          order_id, state, coalesce(status, 'unknown'))
              FROM inventory.claim LEFT JOIN orders.orders ON orders.id = order_id
             WHERE claim.sale_id IS NOT NULL AND claim.placed_at IS NULL
               AND (state IN ('HELD', 'SOLD', 'RETURNED') OR state = 'RELEASED' AND reason <> 'order-rejected')
            UNION ALL
            SELECT format('the ticket of order %s says that it is placed, and there is none', order_id)
              FROM inventory.claim LEFT JOIN orders.orders ON orders.id = order_id
             WHERE claim.placed_at IS NOT NULL AND orders.id IS NULL
            """;

    /** A sale's units are where they were, or where they moved to. */
    private static final String ENDED = """
            SELECT format('sale %s has ended, and its pool of %s still has %s to sell', sale_id, sku, total - held - sold)
              FROM inventory.pool WHERE state = 'ENDED' AND total <> held + sold
            """;

    /** A patience of 30 s after it closed, and as long again for whoever was away when it was due. */
    private static final String OVER = """
            SELECT format('sale %s closed at %s, and has not ended', id, closes_at)
              FROM inventory.sale WHERE ended_at IS NULL AND closes_at < now() - interval '1 minute'
            """;

    static final List<Invariant> INVARIANTS = List.of(
            Invariant.ofTables("I4 limit", LIMIT),
            new Invariant("I5 redis", evidence -> evidence.gate().figures()),
            new Invariant("I5 buyers", evidence -> evidence.gate().buyers()),
            new Invariant("I5 decided", evidence -> evidence.gate().decided()),
            Invariant.ofTables("I6 tickets", TICKETS),
            Invariant.ofTables("I13 ended", ENDED),
            Invariant.ofTables("I13 over", OVER));

    private FlashSales() {}
}
