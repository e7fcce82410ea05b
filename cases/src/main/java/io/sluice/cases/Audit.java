package io.sluice.cases;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** What persons did: each act is written in the transaction that carries it out, so that there is neither without the other. */
@ApplicationScoped
public class Audit {

    private static final String RECORD = """
            INSERT INTO audit (who, what, order_id, reason) VALUES (?1, ?2, CAST(?3 AS uuid), ?4)
            """;

    private static final String PAGE = """
            SELECT id, at, who, what, order_id, reason FROM audit WHERE true %s ORDER BY at DESC, id DESC LIMIT ?1
            """;

    Audit() {}

    /**
     * Writes down an act in the transaction of {@code session}.
     *
     * @param who the operator's user id
     * @param orderId the order it is about, or null
     */
    public Uni<Void> record(Mutiny.Session session, String who, String what, OrderId orderId, String reason) {
        return session.createNativeQuery(RECORD)
                .setParameter(1, who)
                .setParameter(2, what)
                .setParameter(3, orderId == null ? null : orderId.value())
                .setParameter(4, reason)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The newest first, those after {@code cursor}. */
    Uni<List<AuditRow>> page(Cursor cursor, int limit) {
        var query = PAGE.formatted(cursor.condition("at"));
        return Panache.withSession(() -> Panache.getSession()
                .chain(session -> cursor.in(
                                session.createNativeQuery(query, Object[].class).setParameter(1, limit))
                        .getResultList()
                        .map(rows -> rows.stream().map(AuditRow::of).toList())));
    }
}
