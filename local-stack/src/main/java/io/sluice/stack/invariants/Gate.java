package io.sluice.stack.invariants;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Redis, as flash sales use it: what it believes of each pool of a sale that has begun and is not over for long. Before, it
 * need not know the pool.
 */
record Gate(Database database, String url) {

    private static final String CURRENT = """
            WITH current AS (
                SELECT pool.id, pool.sale_id, pool.total, pool.held + pool.sold AS durable, pool.seq, pool.sku
                  FROM inventory.pool JOIN inventory.sale ON sale.id = pool.sale_id
                 WHERE sale.starts_at < now() AND sale.closes_at + interval '5 minutes' > now()
            )
            """;

    private static final String POOLS = CURRENT + "SELECT id, total, durable, seq, sku FROM current ORDER BY id";

    private static final String UNITS = CURRENT + """
            SELECT format('user %s has %s of pool %s', claim.user_id, sum(hold.quantity - hold.returned), current.id)
              FROM current JOIN inventory.hold ON hold.pool_id = current.id JOIN inventory.claim USING (bucket, order_id)
             WHERE claim.state IN ('HELD', 'SOLD')
             GROUP BY claim.user_id, current.id
            HAVING sum(hold.quantity - hold.returned) > 0
            """;

    /** What it may know: of all pools of a sale, because a buyer may have sent a key again for another item. */
    private static final String DECIDED = CURRENT + """
            SELECT format('order %s is decided in pool %s', claim.order_id, current.id)
              FROM current JOIN inventory.claim USING (sale_id)
            """;

    /** What following tells it. */
    private static final String FOLLOWED = CURRENT + """
            SELECT DISTINCT format('order %s is decided in pool %s', change ->> 'orderId', current.id)
              FROM current JOIN inventory.movement ON movement.pool_id = current.id
             CROSS JOIN jsonb_array_elements(movement.changes) AS change
            """;

    /** Who is barred has so many more than the units. */
    private static final long BARRED = 1_000_000_000;

    /** Pools of which it has other figures: it follows within moments, and what nobody decided is swept after 45 s. */
    List<String> figures() {
        return asked(redis -> {
            var differences = new ArrayList<String>();
            for (var pool : database.rows(POOLS)) {
                var here = figures(redis, pool.getFirst());
                var there = List.of(pool.get(1), pool.get(2), pool.get(3), "0", "0");
                if (!here.equals(there)) {
                    differences.add(
                            "pool %s (%s): Redis says total, durable, movement, units and orders pending %s, not %s"
                                    .formatted(pool.getFirst(), pool.get(4), here, there));
                }
            }
            return differences;
        });
    }

    private static List<String> figures(Jedis redis, String pool) {
        var figures = new ArrayList<>(redis.hmget("pool:{" + pool + "}", "total", "durable", "applied", "pending"));
        figures.add(String.valueOf(redis.hlen("pending:{" + pool + "}")));
        return figures;
    }

    /** Users of whom it believes that they have more or less than they do. */
    List<String> buyers() {
        return asked(redis -> {
            var here = units(redis);
            var there = database.texts(UNITS);
            return Stream.concat(only(here, there, "only Redis says: "), only(there, here, "Redis does not say: "))
                    .toList();
        });
    }

    /** Orders that it takes for decided and nobody has decided, or whose decision it has followed and forgotten. */
    List<String> decided() {
        return asked(redis -> {
            var here = believedDecided(redis);
            return Stream.concat(
                            only(here, database.texts(DECIDED), "only Redis says: "),
                            only(database.texts(FOLLOWED), here, "Redis does not say: "))
                    .toList();
        });
    }

    /** Without the mark of those who are barred, who may have nothing. */
    private List<String> units(Jedis redis) {
        return database.texts(POOLS).stream()
                .flatMap(pool -> redis.hgetAll("buyers:{" + pool + "}").entrySet().stream()
                        .filter(entry -> Long.parseLong(entry.getValue()) != BARRED)
                        .map(entry -> "user %s has %d of pool %s"
                                .formatted(entry.getKey(), Long.parseLong(entry.getValue()) % BARRED, pool)))
                .toList();
    }

    private List<String> believedDecided(Jedis redis) {
        return database.texts(POOLS).stream()
                .flatMap(pool -> redis.hkeys("decided:{" + pool + "}").stream()
                        .map(order -> "order %s is decided in pool %s".formatted(order, pool)))
                .toList();
    }

    private static Stream<String> only(List<String> these, List<String> those, String who) {
        var only = new TreeSet<>(these);
        those.forEach(only::remove);
        return only.stream().map(who::concat);
    }

    private List<String> asked(Function<Jedis, List<String>> question) {
        try (var redis = new Jedis(URI.create(url))) {
            return question.apply(redis);
        } catch (JedisConnectionException e) {
            return List.of("Redis cannot be asked: " + e.getMessage());
        }
    }
}
