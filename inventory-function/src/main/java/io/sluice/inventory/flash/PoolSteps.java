package io.sluice.inventory.flash;

import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.inventory.InventoryConfig;
import io.sluice.inventory.Movements;
import io.sluice.inventory.Statements;
import io.sluice.inventory.gate.Gate.Step;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads movements of flash sales' pools, by their numbers, which have no gap. */
@ApplicationScoped
class PoolSteps implements Steps {

    /** Movements per pool: 20 batches of 500 orders are ten calls of the gate, and 1.5 MiB. */
    private static final int MOVEMENTS = 20;

    private static final String POOLS = """
            SELECT pool.id, pool.seq
              FROM sale JOIN sale_item item ON item.sale_id = sale.id JOIN pool ON pool.id = item.pool_id
             WHERE sale.starts_at - ?1 * interval '1 millisecond' < now()
               AND sale.closes_at + ?2 * interval '1 millisecond' > now()
            """;

    private static final String AFTER = """
            SELECT step.pool_id, step.seq, step.held_delta + step.sold_delta, step.total_delta, CAST(step.changes AS text)
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS here (pool_id bigint, seq bigint)
             CROSS JOIN LATERAL (SELECT * FROM movement
                                  WHERE movement.pool_id = here.pool_id AND movement.seq > here.seq
                                  ORDER BY movement.seq LIMIT ?2) AS step
             ORDER BY step.pool_id, step.seq
            """;

    private static final String AT = """
            SELECT coalesce(max(movement.seq), 0), coalesce(sum(movement.total_delta), 0),
                   coalesce(sum(movement.held_delta + movement.sold_delta), 0), sale.closes_at
              FROM sale_item item JOIN sale ON sale.id = item.sale_id
              LEFT JOIN movement ON movement.pool_id = item.pool_id AND movement.seq <= ?2
             WHERE item.pool_id = ?1 GROUP BY sale.closes_at
            """;

    private final Duration before;
    private final Duration afterwards;
    private final Duration statement;

    PoolSteps(FlashConfig config, InventoryConfig inventory) {
        statement = inventory.patience();
        before = config.preheat();
        afterwards = config.patience().plus(config.keep());
    }

    @Override
    public Uni<Map<Long, Long>> pools() {
        return inSession(session -> session.createNativeQuery(POOLS, Object[].class)
                .setParameter(1, before.toMillis())
                .setParameter(2, afterwards.toMillis())
                .getResultList()
                .map(rows -> rows.stream().collect(toMap(row -> number(row[0]), row -> number(row[1])))));
    }

    @Override
    public Uni<Map<Long, List<Step>>> after(Map<Long, Long> positions) {
        if (positions.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var rows = positions.entrySet().stream()
                .map(here -> new JsonObject().put("pool_id", here.getKey()).put("seq", here.getValue()))
                .toList();
        return inSession(session -> session.createNativeQuery(AFTER, Object[].class)
                .setParameter(1, Statements.rows(rows))
                .setParameter(2, MOVEMENTS)
                .getResultList()
                .map(PoolSteps::byPool));
    }

    @Override
    public Uni<Optional<At>> at(long pool, long seq) {
        return inSession(session -> session.createNativeQuery(AT, Object[].class)
                .setParameter(1, pool)
                .setParameter(2, seq)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(PoolSteps::at)));
    }

    /** In a context of its own, because one that does not end keeps its session. */
    private <T> Uni<T> inSession(Function<Mutiny.Session, Uni<T>> query) {
        return Outbox.inTime(
                statement,
                Outbox.apart(
                        () -> Panache.withSession(() -> Panache.getSession().chain(session -> query.apply(session)))));
    }

    private static At at(Object[] row) {
        var closes = row[3] instanceof OffsetDateTime offset ? offset.toInstant() : (Instant) row[3];
        return new At(number(row[0]), number(row[1]), number(row[2]), closes);
    }

    private static Map<Long, List<Step>> byPool(List<Object[]> rows) {
        var byPool = new HashMap<Long, List<Step>>();
        for (var row : rows) {
            var step = new Step(number(row[1]), number(row[2]), number(row[3]), Movements.changes((String) row[4]));
            byPool.computeIfAbsent(number(row[0]), _ -> new ArrayList<>()).add(step);
        }
        return byPool;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
