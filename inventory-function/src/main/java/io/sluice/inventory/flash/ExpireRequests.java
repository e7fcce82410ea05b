package io.sluice.inventory.flash;

import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.gather.Gather;
import io.sluice.inventory.Batches;
import io.sluice.inventory.Statements;
import io.sluice.inventory.gate.Gate.Settled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Leaves EXPIRED claims where there is none; whoever decides meanwhile is waited for, and wins or finds the claim. Polls that
 * do it at the same time share a transaction.
 */
@ApplicationScoped
class ExpireRequests implements Expiry {

    private static final String EXPIRE = """
            INSERT INTO claim (bucket, order_id, user_id, sale_id, pool_id, fingerprint, state)
            SELECT bucket, order_id, user_id, sale_id, nullif(pool_id, 0), nullif(fingerprint, ''), 'EXPIRED'
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS lapsed (
                   bucket smallint, order_id uuid, user_id text, sale_id uuid, pool_id bigint, fingerprint text,
                   since timestamptz)
             WHERE since + ?2 * interval '1 millisecond' < clock_timestamp()
             ORDER BY bucket, order_id
            ON CONFLICT DO NOTHING
            RETURNING order_id
            """;

    private static final String DECIDED = """
            SELECT claim.order_id FROM claim JOIN jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (
                   bucket smallint, order_id uuid) USING (bucket, order_id)
            """;

    private static final String SEQS = """
            SELECT id, seq FROM pool WHERE id IN (SELECT CAST(value AS bigint)
                                                    FROM jsonb_array_elements_text(CAST(CAST(?1 AS text) AS jsonb)))
            """;

    /** Requests for one pool that end together. */
    private record End(long pool, List<Lapsed> lapsed) {}

    private final long patienceMillis;
    private final Gather<End, List<Settled>> ends;

    ExpireRequests(FlashConfig config, Batches batches) {
        patienceMillis = config.patience().toMillis();
        ends = batches.gather(config.tickets(), all -> Panache.withTransaction(() -> expire(all)));
    }

    @Override
    public Uni<List<Settled>> expire(long pool, List<Lapsed> lapsed) {
        return ends.call(new End(pool, lapsed));
    }

    private Uni<List<List<Settled>>> expire(List<End> all) {
        var lapsed = all.stream().flatMap(end -> end.lapsed().stream()).toList();
        return Panache.getSession()
                .chain(session -> write(session, all)
                        .chain(now -> decided(session, lapsed)
                                .chain(decided -> seqs(session, all)
                                        .map(seqs -> all.stream()
                                                .map(end ->
                                                        settled(end, decided, now, seqs.getOrDefault(end.pool(), 0L)))
                                                .toList()))));
    }

    private static Uni<Set<UUID>> decided(Mutiny.Session session, List<Lapsed> lapsed) {
        return session.createNativeQuery(DECIDED, UUID.class)
                .setParameter(
                        1,
                        Statements.keys(
                                lapsed.stream().map(Lapsed::order).distinct().toList()))
                .getResultList()
                .map(HashSet::new);
    }

    private Uni<Set<UUID>> write(Mutiny.Session session, List<End> all) {
        var rows = all.stream()
                .flatMap(end -> end.lapsed().stream().map(lapsed -> row(end.pool(), lapsed)))
                .toList();
        return session.createNativeQuery(EXPIRE, UUID.class)
                .setParameter(1, Statements.rows(rows))
                .setParameter(2, patienceMillis)
                .getResultList()
                .map(HashSet::new);
    }

    private static JsonObject row(long pool, Lapsed lapsed) {
        return Statements.key(lapsed.order())
                .put("user_id", lapsed.userId())
                .put("sale_id", lapsed.saleId().toString())
                .put("pool_id", pool)
                .put("fingerprint", lapsed.fingerprint())
                .put("since", lapsed.since().toString());
    }

    private static Uni<Map<Long, Long>> seqs(Mutiny.Session session, List<End> all) {
        var pools = all.stream().map(End::pool).distinct().toList();
        return session.createNativeQuery(SEQS, Object[].class)
                .setParameter(1, new JsonArray(pools).encode())
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(toMap(row -> ((Number) row[0]).longValue(), row -> ((Number) row[1]).longValue())));
    }

    /** What was decided just now has no movement; what was decided before has one up to {@code seq}, or none. */
    private static List<Settled> settled(End end, Set<UUID> decided, Set<UUID> now, long seq) {
        return end.lapsed().stream()
                .map(Lapsed::order)
                .filter(order -> decided.contains(order.value()))
                .map(order -> new Settled(order, now.contains(order.value()) ? 0 : seq))
                .toList();
    }
}
