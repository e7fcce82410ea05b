package io.sluice.inventory.flash;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.inventory.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** What comparisons found. Those that found nothing make place for the next; those that found something stay. */
@ApplicationScoped
class ReconciliationStore {

    private static final String ADD = """
            INSERT INTO reconciliation (pools) SELECT count(*) FROM pool RETURNING id, began_at, pools
            """;

    private static final String ADD_DIFFERENCES = """
            INSERT INTO difference (reconciliation_id, number, kind, pool_id, order_id, expected, found)
            SELECT ?1, number, kind, pool_id, order_id, expected, found
              FROM jsonb_to_recordset(CAST(CAST(?2 AS text) AS jsonb)) AS row (
                   number integer, kind text, pool_id bigint, order_id uuid, expected text, found text)
            """;

    private static final String FORGET = """
            DELETE FROM reconciliation WHERE id < ?1
               AND NOT EXISTS (SELECT FROM difference WHERE reconciliation_id = id)
            """;

    private static final String LAST = "SELECT id, began_at, pools FROM reconciliation ORDER BY id DESC LIMIT 1";

    private static final String DIFFERENCES = """
            SELECT kind, pool_id, order_id, expected, found FROM difference WHERE reconciliation_id = ?1 ORDER BY number
            """;

    /** In the caller's transaction. */
    Uni<Reconciliation> add(List<Difference> differences) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD, Object[].class)
                        .getSingleResult()
                        .call(row -> write(session, number(row[0]), differences))
                        .call(row -> session.createNativeQuery(FORGET)
                                .setParameter(1, number(row[0]))
                                .executeUpdate())
                        .map(row -> new Reconciliation(instant(row[1]), number(row[2]), differences)));
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

    /** Empty before the first. */
    Uni<Optional<Reconciliation>> last() {
        return Panache.withSession(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(LAST, Object[].class)
                        .getSingleResultOrNull()
                        .chain(row -> row == null
                                ? Uni.createFrom().item(Optional.empty())
                                : differences(session, number(row[0]))
                                        .map(found -> Optional.of(
                                                new Reconciliation(instant(row[1]), number(row[2]), found))))));
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
