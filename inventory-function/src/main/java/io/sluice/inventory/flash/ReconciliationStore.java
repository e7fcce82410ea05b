package io.sluice.inventory.flash;

import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.inventory.Statements;
import io.sluice.inventory.flash.LedgerDifferences.Found;
import io.sluice.inventory.flash.LedgerDifferences.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What comparisons found, by scope. One that found nothing makes place for the next; of those that found something the newest
 * stay, as many as there are minutes in a day, or nearly.
 */
@ApplicationScoped
class ReconciliationStore {

    private static final int KEPT = 1_000;

    private static final String BEGIN = "INSERT INTO reconciliation (scope) VALUES (?1) RETURNING id, began_at";

    private static final String END =
            "UPDATE reconciliation SET ended_at = clock_timestamp(), pools = ?2 WHERE id = ?1";

    private static final String ADD_DIFFERENCES = """
            INSERT INTO difference (reconciliation_id, number, kind, pool_id, order_id, expected, found)
            SELECT ?1, number, kind, pool_id, order_id, expected, found
              FROM jsonb_to_recordset(CAST(CAST(?2 AS text) AS jsonb)) AS row (
                   number integer, kind text, pool_id bigint, order_id uuid, expected text, found text)
            """;

    private static final String FORGET = """
            DELETE FROM reconciliation AS old WHERE scope = ?1 AND id < ?2 AND CASE
              WHEN ended_at IS NULL THEN began_at < now() - interval '1 day' -- Whoever began it has died.
              ELSE NOT EXISTS (SELECT FROM difference WHERE reconciliation_id = old.id)
                OR id <= (SELECT id FROM reconciliation WHERE scope = ?1 AND ended_at IS NOT NULL
                           ORDER BY id DESC OFFSET ?3 LIMIT 1) END
            """;

    private static final String LAST = """
            SELECT id, began_at, pools FROM reconciliation WHERE scope = ?1 AND ended_at IS NOT NULL
             ORDER BY id DESC LIMIT 1
            """;

    private static final String COUNTS = """
            SELECT DISTINCT ON (scope) scope, (SELECT count(*) FROM difference WHERE reconciliation_id = reconciliation.id)
              FROM reconciliation WHERE ended_at IS NOT NULL ORDER BY scope, id DESC
            """;

    private static final String DIFFERENCES = """
            SELECT kind, pool_id, order_id, expected, found FROM difference WHERE reconciliation_id = ?1 ORDER BY number
            """;

    /** A comparison that is under way. */
    record Begun(long id, Scope scope, Instant at) {}

    /** In the caller's transaction. */
    Uni<Begun> begin(Scope scope) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(BEGIN, Object[].class)
                        .setParameter(1, scope.name())
                        .getSingleResult())
                .map(row -> new Begun(number(row[0]), scope, instant(row[1])));
    }

    /** In the caller's transaction. */
    Uni<Reconciliation> end(Begun begun, Found found) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(END)
                        .setParameter(1, begun.id())
                        .setParameter(2, found.pools())
                        .executeUpdate()
                        .invoke(rows -> Statements.requireRows(1, rows, "comparison " + begun.id()))
                        .chain(() -> write(session, begun.id(), found.differences()))
                        .chain(() -> forget(session, begun)))
                .replaceWith(new Reconciliation(begun.scope(), begun.at(), found.pools(), found.differences()));
    }

    private static Uni<Integer> forget(Mutiny.Session session, Begun begun) {
        return session.createNativeQuery(FORGET)
                .setParameter(1, begun.scope().name())
                .setParameter(2, begun.id())
                .setParameter(3, KEPT)
                .executeUpdate();
    }

    private static Uni<Integer> write(Mutiny.Session session, long id, List<Difference> differences) {
        var rows = IntStream.range(0, differences.size())
                .mapToObj(number -> row(number, differences.get(number)))
                .toList();
        return session.createNativeQuery(ADD_DIFFERENCES)
                .setParameter(1, id)
                .setParameter(2, Statements.rows(rows))
                .executeUpdate();
    }

    private static JsonObject row(int number, Difference difference) {
        return new JsonObject()
                .put("number", number)
                .put("kind", difference.kind().name())
                .put("pool_id", difference.poolId())
                .put(
                        "order_id",
                        difference.orderId() == null
                                ? null
                                : difference.orderId().toString())
                .put("expected", difference.expected())
                .put("found", difference.found());
    }

    /** How many differences the last comparison of each scope found. */
    Uni<Map<Scope, Long>> counts() {
        return Panache.withSession(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(COUNTS, Object[].class)
                                .getResultList()))
                .map(rows ->
                        rows.stream().collect(toMap(row -> Scope.valueOf((String) row[0]), row -> number(row[1]))));
    }

    /** Empty before the first. */
    Uni<Optional<Reconciliation>> last(Scope scope) {
        return Panache.withSession(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(LAST, Object[].class)
                        .setParameter(1, scope.name())
                        .getSingleResultOrNull()
                        .chain(row -> row == null
                                ? Uni.createFrom().item(Optional.empty())
                                : differences(session, number(row[0]))
                                        .map(found -> Optional.of(
                                                new Reconciliation(scope, instant(row[1]), number(row[2]), found))))));
    }

    private static Uni<List<Difference>> differences(Mutiny.Session session, long id) {
        return session.createNativeQuery(DIFFERENCES, Object[].class)
                .setParameter(1, id)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Difference(
                                Difference.Kind.valueOf((String) row[0]),
                                row[1] == null ? null : number(row[1]),
                                (UUID) row[2],
                                (String) row[3],
                                (String) row[4]))
                        .toList());
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static Instant instant(Object time) {
        return time instanceof OffsetDateTime offset ? offset.toInstant() : (Instant) time;
    }
}
