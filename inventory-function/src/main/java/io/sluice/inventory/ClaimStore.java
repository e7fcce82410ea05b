package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Claim;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Settlement;
import io.sluice.inventory.domain.Settling.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The decisions about orders' stock, one row an order. Every statement is written for a list, and takes the rows in the
 * order of their keys, so that no two transactions wait for each other.
 */
@ApplicationScoped
public class ClaimStore {

    private static final String OPEN = """
            INSERT INTO claim (bucket, order_id, user_id, sale_id, pool_id, fingerprint, state)
            SELECT bucket, order_id, user_id, sale_id, pool_id, fingerprint, 'HELD'
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (
                   bucket smallint, order_id uuid, user_id text, sale_id uuid, pool_id bigint, fingerprint text)
             ORDER BY bucket, order_id
            ON CONFLICT DO NOTHING
            RETURNING order_id
            """;

    private static final String BURY = """
            INSERT INTO claim (bucket, order_id, state, reason)
            SELECT bucket, order_id, 'RELEASED', because
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS ended (
                   bucket smallint, order_id uuid, because text)
             ORDER BY bucket, order_id
            ON CONFLICT DO NOTHING
            """;

    private static final String REFUSE = """
            UPDATE claim SET state = refused.state, reason = refused.reason,
                   refused_skus = ARRAY(SELECT jsonb_array_elements_text(coalesce(refused.skus, '[]')))
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS refused (
                   bucket smallint, order_id uuid, state text, reason text, skus jsonb)
             WHERE claim.bucket = refused.bucket AND claim.order_id = refused.order_id AND claim.state = 'HELD'
            """;

    private static final String FORGET = """
            DELETE FROM claim USING jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (
                   bucket smallint, order_id uuid)
             WHERE claim.bucket = asked.bucket AND claim.order_id = asked.order_id AND claim.state = 'HELD'
            """;

    private static final String FIND = """
            SELECT claim.order_id, claim.state, claim.user_id, claim.fingerprint,
                   CAST(to_jsonb(claim.refused_skus) AS text)
              FROM claim JOIN jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (
                   bucket smallint, order_id uuid) USING (bucket, order_id)
             ORDER BY bucket, order_id
            """;

    private static final String STEP = """
            UPDATE claim SET state = step.became, reason = step.because
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS step (
                   bucket smallint, order_id uuid, was text, became text, because text)
             WHERE claim.bucket = step.bucket AND claim.order_id = step.order_id AND claim.state = step.was
            """;

    /**
     * A claim to be opened.
     *
     * @param flash of a flash order; null of others
     */
    public record Opening(OrderId order, String userId, Flash flash, String fingerprint) {}

    /** What a flash order is about. */
    public record Flash(UUID sale, long pool) {}

    /**
     * A claim of this transaction that comes to nothing.
     *
     * @param skus what was scarce; empty where the reason says it
     */
    public record Refusal(OrderId order, ClaimState state, String reason, List<String> skus) {}

    /** Claims orders as HELD, which the rest of the transaction must make true. Answers those that had no claim. */
    public Uni<Set<OrderId>> open(Collection<Opening> openings) {
        var rows = openings.stream().map(ClaimStore::row).toList();
        return session()
                .chain(session -> session.createNativeQuery(OPEN, UUID.class)
                        .setParameter(1, Statements.rows(rows))
                        .getResultList()
                        .map(opened -> opened.stream().map(OrderId::new).collect(Collectors.toSet())));
    }

    private static JsonObject row(Opening opening) {
        var row = Statements.key(opening.order())
                .put("user_id", opening.userId())
                .put("fingerprint", opening.fingerprint());
        return opening.flash() == null
                ? row
                : row.put("sale_id", opening.flash().sale().toString())
                        .put("pool_id", opening.flash().pool());
    }

    /** Leaves tombstones where there is no claim, so that a late request for stock gets nothing. */
    Uni<Void> bury(List<Settlement> ends) {
        if (ends.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = ends.stream()
                .map(end -> Statements.key(end.order()).put("because", end.because()))
                .toList();
        return execute(BURY, Statements.rows(rows)).replaceWithVoid();
    }

    /** Turns claims of this transaction into refusals. */
    public Uni<Void> refuse(List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = refusals.stream()
                .map(refusal -> Statements.key(refusal.order())
                        .put("state", refusal.state().name())
                        .put("reason", refusal.reason())
                        .put("skus", new JsonArray(refusal.skus())))
                .toList();
        return execute(REFUSE, Statements.rows(rows))
                .invoke(written -> Statements.requireRows(refusals.size(), written, "refusals"))
                .replaceWithVoid();
    }

    /** Takes claims of this transaction back: nothing is decided about these orders. */
    Uni<Void> forget(List<OrderId> orders) {
        return orders.isEmpty()
                ? Uni.createFrom().voidItem()
                : execute(FORGET, Statements.keys(orders)).replaceWithVoid();
    }

    /** Those that have a claim. */
    Uni<Map<OrderId, Claim>> find(Collection<OrderId> orders) {
        return orders.isEmpty() ? Uni.createFrom().item(Map.of()) : find(FIND, orders);
    }

    /** The same; nobody else decides about them until this transaction ends. */
    Uni<Map<OrderId, Claim>> lock(Collection<OrderId> orders) {
        return find(FIND + " FOR UPDATE OF claim", orders);
    }

    Uni<Void> step(List<Step> steps) {
        if (steps.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = steps.stream()
                .map(step -> Statements.key(step.order())
                        .put("was", step.from().name())
                        .put("became", step.to().name())
                        .put("because", step.because()))
                .toList();
        return execute(STEP, Statements.rows(rows))
                .invoke(written -> Statements.requireRows(steps.size(), written, "steps of claims"))
                .replaceWithVoid();
    }

    private static Uni<Map<OrderId, Claim>> find(String sql, Collection<OrderId> orders) {
        return session()
                .chain(session -> session.createNativeQuery(sql, Object[].class)
                        .setParameter(1, Statements.keys(orders))
                        .getResultList()
                        .map(ClaimStore::claims));
    }

    private static Map<OrderId, Claim> claims(List<Object[]> rows) {
        var claims = new HashMap<OrderId, Claim>();
        for (var row : rows) {
            var skus = new JsonArray((String) row[4])
                    .stream().map(String.class::cast).toList();
            claims.put(
                    new OrderId((UUID) row[0]),
                    new Claim(ClaimState.valueOf((String) row[1]), (String) row[2], (String) row[3], skus));
        }
        return claims;
    }

    private static Uni<Integer> execute(String sql, String rows) {
        return session()
                .chain(session ->
                        session.createNativeQuery(sql).setParameter(1, rows).executeUpdate());
    }

    private static Uni<Mutiny.Session> session() {
        return Panache.getSession();
    }
}
