package io.sluice.inventory.flash;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.inventory.flash.Difference.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Compares PostgreSQL with itself: pools' counters with their orders' holds, and holds with what orders have said. */
@ApplicationScoped
class LedgerDifferences {

    /** Differences of one kind that are reported: more would say nothing new. */
    private static final int MOST = 100;

    /** One statement is one snapshot: what is under way is in all of its figures or in none. */
    private static final String COUNTERS = """
            SELECT pool.id, pool.held, pool.sold, coalesce(sums.held, 0), coalesce(sums.sold, 0)
              FROM pool LEFT JOIN (
                   SELECT hold.pool_id, sum(hold.quantity) FILTER (WHERE claim.state = 'HELD') AS held,
                          sum(hold.quantity - hold.returned) FILTER (WHERE claim.state IN ('SOLD', 'RETURNED')) AS sold
                     FROM claim JOIN hold USING (bucket, order_id) WHERE %1$s
                    GROUP BY hold.pool_id) AS sums ON sums.pool_id = pool.id
             WHERE (pool.held <> coalesce(sums.held, 0) OR pool.sold <> coalesce(sums.sold, 0)) AND %2$s
             ORDER BY pool.id LIMIT ?1
            """;

    /** order-function finishes a placement within its patience of a minute, and an unpaid order soon after its time. */
    private static final String ORPHANS = """
            SELECT order_id, placed_at IS NULL, CAST(coalesce(pay_by, decided_at) AS text) FROM claim
             WHERE state = 'HELD' AND %1$s
               AND (placed_at IS NULL AND decided_at < now() - interval '5 minutes'
                    OR pay_by < now() - interval '15 minutes')
             ORDER BY decided_at LIMIT ?1
            """;

    private static final String POOLS = "SELECT count(*) FROM pool WHERE ";

    private static final String CURRENT = "IN (SELECT id FROM sale WHERE closes_at > now() - interval '1 hour')";

    /** What is compared. */
    enum Scope {
        /** Sales that are not over for long: as much work as they have orders. */
        SALES("claim.sale_id " + CURRENT, "pool.sale_id " + CURRENT, Duration.ofMinutes(1)),
        /** Every hold there ever was: reads the whole table. */
        ALL("true", "true", Duration.ofMinutes(10));

        private final String counters;
        private final String orphans;
        private final String pools;

        private final Duration statement;

        Scope(String claims, String pools, Duration statement) {
            this.statement = statement;
            counters = COUNTERS.formatted(claims, pools);
            orphans = ORPHANS.formatted(claims);
            this.pools = POOLS + pools;
        }

        /** The most that one statement may take, and all of Redis. */
        Duration statement() {
            return statement;
        }

        /** For a whole comparison: three statements, Redis, and what it is begun and ended with. */
        Duration patience() {
            return statement.multipliedBy(5);
        }
    }

    /**
     * More than other statements (application.properties), and one core: of 580,000 claims it took 0.8 s of all cores each minute,
     * which buyers felt.
     */
    private static final String TAKE_YOUR_TIME = """
            SELECT set_config('statement_timeout', ?1, true), set_config('max_parallel_workers_per_gather', '0', true)
            """;

    /**
     * What a comparison found.
     *
     * @param pools how many were compared
     */
    record Found(long pools, List<Difference> differences) {}

    /** In a transaction of its own. */
    Uni<Found> find(Scope scope) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(TAKE_YOUR_TIME, Object[].class)
                        .setParameter(1, String.valueOf(scope.statement.toMillis()))
                        .getSingleResult()
                        .chain(() -> counters(session, scope))
                        .chain(found -> orphans(session, scope)
                                .invoke(found::addAll)
                                .chain(() -> count(session, scope).map(pools -> new Found(pools, found))))));
    }

    private static Uni<Long> count(Mutiny.Session session, Scope scope) {
        return session.createNativeQuery(scope.pools, Long.class).getSingleResult();
    }

    private static Uni<List<Difference>> counters(Mutiny.Session session, Scope scope) {
        return session.createNativeQuery(scope.counters, Object[].class)
                .setParameter(1, MOST)
                .getResultList()
                .map(rows -> {
                    var found = new ArrayList<Difference>();
                    for (var row : rows) {
                        compare(found, Kind.HELD, row[0], row[3], row[1]);
                        compare(found, Kind.SOLD, row[0], row[4], row[2]);
                    }
                    return found;
                });
    }

    private static void compare(List<Difference> found, Kind kind, Object pool, Object expected, Object counter) {
        if (number(expected) != number(counter)) {
            found.add(new Difference(
                    kind, number(pool), null, String.valueOf(number(expected)), String.valueOf(number(counter))));
        }
    }

    private static Uni<List<Difference>> orphans(Mutiny.Session session, Scope scope) {
        return session.createNativeQuery(scope.orphans, Object[].class)
                .setParameter(1, MOST)
                .getResultList()
                .map(rows -> rows.stream().map(LedgerDifferences::orphan).toList());
    }

    private static Difference orphan(Object[] row) {
        return (Boolean) row[1]
                ? new Difference(Kind.HOLD_WITHOUT_ORDER, null, (UUID) row[0], "an order", "held since " + row[2])
                : new Difference(Kind.HOLD_PAST_ITS_ORDER, null, (UUID) row[0], "paid or ended by " + row[2], "held");
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
