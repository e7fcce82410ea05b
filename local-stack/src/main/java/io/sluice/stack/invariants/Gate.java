package io.sluice.stack.invariants;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Redis, as flash sales use it: what it believes of each pool of a sale that is not over for long. */
record Gate(Database database, String url) {

    private static final String POOLS = """
            SELECT pool.id, pool.total, pool.held + pool.sold, pool.seq, pool.sku
              FROM inventory.pool JOIN inventory.sale ON sale.id = pool.sale_id
             WHERE sale.closes_at + interval '5 minutes' > now() ORDER BY pool.id
            """;

    /** A sentence for each pool of which Redis believes something else than PostgreSQL; it need not know it at all. */
    List<String> differences() {
        var differences = new ArrayList<String>();
        try (var redis = new Jedis(URI.create(url))) {
            for (var pool : database.rows(POOLS)) {
                var here = redis.hmget("pool:{" + pool.getFirst() + "}", "total", "durable", "applied", "pending");
                var there = List.of(pool.get(1), pool.get(2), pool.get(3), "0");
                if (here.getFirst() != null && !here.equals(there)) {
                    differences.add("pool %s (%s): Redis says total, durable, movement, pending %s, PostgreSQL %s"
                            .formatted(pool.getFirst(), pool.get(4), here, there));
                }
            }
        } catch (JedisConnectionException e) {
            differences.add("Redis cannot be asked: " + e.getMessage());
        }
        return differences;
    }
}
