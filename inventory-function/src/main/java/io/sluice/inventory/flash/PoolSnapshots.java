package io.sluice.inventory.flash;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderId;
import io.sluice.gather.Gather;
import io.sluice.gather.Limits;
import io.sluice.inventory.Batches;
import io.sluice.inventory.gate.Gate.Snapshot;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Reads figures, decisions and users' units of a pool in one snapshot, so that they fit together. One is read at a time: when
 * Redis comes back empty the buyers of all pools want theirs at once, and each may take a connection for a second.
 */
@ApplicationScoped
class PoolSnapshots implements Snapshots {

    private static final String ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private static final String POOL = """
            SELECT pool.sale_id, pool.total, pool.held + pool.sold, pool.seq, sale.starts_at, sale.closes_at,
                   item.per_user_limit
              FROM pool JOIN sale_item item ON item.pool_id = pool.id JOIN sale ON sale.id = pool.sale_id
             WHERE pool.id = ?1 AND sale.closes_at + ?2 * interval '1 millisecond' > now()
            """;

    /**
     * Found by the sale; where nobody knows the pool, it counts for all of them. Those without a fingerprint are EXPIRED by polls
     * of buyers who were refused: they may be many, and their claims are enough if such an order comes again.
     */
    private static final String DECIDED = """
            SELECT order_id, fingerprint FROM claim
             WHERE sale_id = ?1 AND (pool_id = ?2 OR pool_id IS NULL) AND fingerprint IS NOT NULL
            """;

    private static final String UNITS = """
            SELECT claim.user_id, sum(hold.quantity - hold.returned)
              FROM claim JOIN hold USING (bucket, order_id)
             WHERE claim.sale_id = ?1 AND hold.pool_id = ?2 AND claim.state IN ('HELD', 'SOLD')
             GROUP BY claim.user_id
            """;

    /** One at a time, and answered when it is read; each of its orders is some 200 bytes meanwhile. */
    private static final Limits LIMITS = new Limits(1, 8_192);

    /** Four statements of 5 s at most (application.properties); the next pool is read then. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Duration afterwards;
    private final Gather<Long, Optional<Snapshot>> reads;

    PoolSnapshots(FlashConfig config, Batches batches) {
        afterwards = config.patience().plus(config.keep());
        reads = batches.gather(LIMITS, PATIENCE, pools -> read(pools.getFirst()).map(List::of));
    }

    @Override
    public Uni<Optional<Snapshot>> of(long pool) {
        return reads.call(pool);
    }

    private Uni<Optional<Snapshot>> read(long pool) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(ONE_SNAPSHOT)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(POOL, Object[].class)
                                .setParameter(1, pool)
                                .setParameter(2, afterwards.toMillis())
                                .getSingleResultOrNull())
                        .chain(row -> row == null
                                ? Uni.createFrom().item(Optional.empty())
                                : rest(session, pool, row).map(Optional::of))));
    }

    private Uni<Snapshot> rest(Mutiny.Session session, long pool, Object[] row) {
        var sale = (UUID) row[0];
        return decided(session, sale, pool)
                .chain(decided -> units(session, sale, pool)
                        .map(units -> new Snapshot(
                                pool,
                                number(row[1]),
                                number(row[2]),
                                number(row[3]),
                                instant(row[4]),
                                instant(row[5]),
                                (int) number(row[6]),
                                instant(row[5]).plus(afterwards),
                                decided,
                                units)));
    }

    private static Uni<Map<OrderId, String>> decided(Mutiny.Session session, UUID sale, long pool) {
        return session.createNativeQuery(DECIDED, Object[].class)
                .setParameter(1, sale)
                .setParameter(2, pool)
                .getResultList()
                .map(rows -> {
                    var decided = new HashMap<OrderId, String>();
                    rows.forEach(row -> decided.put(new OrderId((UUID) row[0]), (String) row[1]));
                    return decided;
                });
    }

    private static Uni<Map<String, Long>> units(Mutiny.Session session, UUID sale, long pool) {
        return session.createNativeQuery(UNITS, Object[].class)
                .setParameter(1, sale)
                .setParameter(2, pool)
                .getResultList()
                .map(PoolSnapshots::units);
    }

    private static Map<String, Long> units(List<Object[]> rows) {
        var units = new HashMap<String, Long>();
        rows.forEach(row -> units.put((String) row[0], number(row[1])));
        return units;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static Instant instant(Object time) {
        return time instanceof OffsetDateTime offset ? offset.toInstant() : (Instant) time;
    }
}
