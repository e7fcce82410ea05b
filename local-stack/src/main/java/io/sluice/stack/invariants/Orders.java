package io.sluice.stack.invariants;

import java.util.List;

/** Orders by themselves: one for each key, and each with a life that the rules allow. */
final class Orders {

    private static final String KEYS = """
            SELECT format('order %s was made by %s keys', id, count(idempotency.key))
              FROM orders.orders LEFT JOIN orders.idempotency ON order_id = id AND path = '/v1/orders'
             WHERE source = 'NORMAL' AND placed_at > now() - interval '7 days'
             GROUP BY id HAVING count(idempotency.key) <> 1
            UNION ALL
            SELECT format('key %s of %s stands for order %s, which does not exist', key, idempotency.user_id, order_id)
              FROM orders.idempotency LEFT JOIN orders.orders ON order_id = id
             WHERE id IS NULL
            UNION ALL
            SELECT format('key %s of %s answers with another order than %s', key, user_id, order_id)
              FROM orders.idempotency
             WHERE status = 201 AND CAST(body AS jsonb) ->> 'id' <> CAST(order_id AS text)
            """;

    /** The table of section 7; a step that changes no status is none. */
    private static final String HISTORY = """
            WITH allowed (was, became) AS (VALUES
                (NULL, 'PLACING'), (NULL, 'PENDING_PAYMENT'), (NULL, 'REJECTED'),
                ('PLACING', 'PENDING_PAYMENT'), ('PLACING', 'REJECTED'),
                ('PENDING_PAYMENT', 'PAID'), ('PENDING_PAYMENT', 'CANCELLED'),
                ('PAID', 'SHIPPED'), ('SHIPPED', 'COMPLETED'),
                ('PAID', 'REFUNDING'), ('SHIPPED', 'REFUNDING'), ('COMPLETED', 'REFUNDING'), ('CANCELLED', 'REFUNDING'),
                ('REFUNDING', 'REFUNDED'),
                ('REFUNDING', 'PAID'), ('REFUNDING', 'SHIPPED'), ('REFUNDING', 'COMPLETED'), ('REFUNDING', 'CANCELLED')
            ), steps AS (
                SELECT order_id, was, became, lag(became) OVER life AS before, lead(became) OVER life AS after
                  FROM orders.order_history WINDOW life AS (PARTITION BY order_id ORDER BY seq)
            )
            SELECT format('order %s went from %s to %s', order_id, coalesce(was, 'nothing'), became)
              FROM steps
             WHERE NOT EXISTS (SELECT FROM allowed WHERE allowed.was IS NOT DISTINCT FROM steps.was
                                                     AND allowed.became = steps.became)
                OR before IS DISTINCT FROM was
            UNION ALL
            SELECT format('order %s is %s, its history ends with %s', id, status, coalesce(became, 'nothing'))
              FROM orders.orders LEFT JOIN steps ON order_id = id AND after IS NULL
             WHERE became IS DISTINCT FROM status
            """;

    static final List<Invariant> INVARIANTS =
            List.of(Invariant.ofTables("I7 keys", KEYS), Invariant.ofTables("I12 history", HISTORY));

    private Orders() {}
}
