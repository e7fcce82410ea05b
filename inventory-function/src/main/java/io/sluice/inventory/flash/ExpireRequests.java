package io.sluice.inventory.flash;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.Statements;
import io.sluice.inventory.gate.Gate.Settled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Leaves EXPIRED claims where there is none; whoever decides meanwhile is waited for, and wins or finds the claim. */
@ApplicationScoped
class ExpireRequests implements Expiry {

    private static final String EXPIRE = """
            INSERT INTO claim (bucket, order_id, user_id, sale_id, fingerprint, state)
            SELECT bucket, order_id, user_id, sale_id, nullif(fingerprint, ''), 'EXPIRED'
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS lapsed (
                   bucket smallint, order_id uuid, user_id text, sale_id uuid, fingerprint text, since timestamptz)
             WHERE since + ?2 * interval '1 millisecond' < clock_timestamp()
             ORDER BY bucket, order_id
            ON CONFLICT DO NOTHING
            RETURNING order_id
            """;

    private static final String DECIDED = """
            SELECT claim.order_id FROM claim JOIN jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (
                   bucket smallint, order_id uuid) USING (bucket, order_id)
            """;

    private static final String SEQ = "SELECT coalesce(max(seq), 0) FROM pool WHERE id = ?1";

    private final long patienceMillis;

    ExpireRequests(FlashConfig config) {
        patienceMillis = config.patience().toMillis();
    }

    @Override
    public Uni<List<Settled>> expire(long pool, List<Lapsed> lapsed) {
        var orders = lapsed.stream().map(Lapsed::order).toList();
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> write(session, lapsed)
                        .chain(now -> session.createNativeQuery(DECIDED, UUID.class)
                                .setParameter(1, Statements.keys(orders))
                                .getResultList()
                                .chain(decided -> seq(session, pool).map(seq -> settled(decided, now, seq))))));
    }

    private Uni<List<UUID>> write(Mutiny.Session session, List<Lapsed> lapsed) {
        var rows = lapsed.stream()
                .map(one -> Statements.key(one.order())
                        .put("user_id", one.userId())
                        .put("sale_id", one.saleId().toString())
                        .put("fingerprint", one.fingerprint())
                        .put("since", one.since().toString()))
                .toList();
        return session.createNativeQuery(EXPIRE, UUID.class)
                .setParameter(1, Statements.rows(rows))
                .setParameter(2, patienceMillis)
                .getResultList();
    }

    private static Uni<Long> seq(Mutiny.Session session, long pool) {
        return session.createNativeQuery(SEQ, Long.class).setParameter(1, pool).getSingleResult();
    }

    /** What was decided just now has no movement; what was decided before has one up to {@code seq}, or none. */
    private static List<Settled> settled(List<UUID> decided, List<UUID> now, long seq) {
        var tombstones = new HashSet<>(now);
        return decided.stream()
                .map(order -> new Settled(new OrderId(order), tombstones.contains(order) ? 0 : seq))
                .toList();
    }
}
