package io.sluice.cases;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.outbox.Statement;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The table of cases. */
@ApplicationScoped
class CaseStore {

    private static final String OPEN = """
            INSERT INTO cases (kind, subject, order_id, detail) VALUES (?1, ?2, CAST(CAST(?3 AS text) AS uuid), ?4)
            ON CONFLICT (kind, subject) DO NOTHING
            """;

    private static final String CLOSE = """
            UPDATE cases SET closed = clock_timestamp(), reason = ?3 WHERE kind = ?1 AND subject = ?2 AND closed IS NULL
            """;

    private static final String DECIDE = """
            UPDATE cases SET closed = clock_timestamp(), decision = ?2, reason = ?3, who = ?4 WHERE id = ?1
            """;

    private static final String FIND = "SELECT " + CaseRow.COLUMNS + " FROM cases WHERE id = ?1";
    private static final String PAGE =
            "SELECT " + CaseRow.COLUMNS + " FROM cases WHERE %s %s" + " ORDER BY opened DESC, id DESC LIMIT ?1";
    private static final String COUNT_OPEN = "SELECT count(*) FROM cases WHERE closed IS NULL";

    /** Writes a row if the case is new. */
    Statement opening(NewCase opened) {
        var order = opened.orderId() == null ? null : opened.orderId().toString();
        return Statement.of(OPEN, opened.kind(), opened.subject(), order, opened.detail());
    }

    /** Writes a row if there is an open one. */
    Statement closing(String kind, String subject, String because) {
        return Statement.of(CLOSE, kind, subject, because);
    }

    Uni<Void> decide(Mutiny.Session session, UUID id, Resolution resolution) {
        return session.createNativeQuery(DECIDE)
                .setParameter(1, id)
                .setParameter(2, resolution.decision().name())
                .setParameter(3, resolution.reason())
                .setParameter(4, resolution.who())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Whoever else decides it, or closes it, waits until the transaction of {@code session} ends. */
    Uni<Optional<CaseRow>> lock(Mutiny.Session session, UUID id) {
        return find(session, FIND + " FOR UPDATE", id);
    }

    Uni<Optional<CaseRow>> find(Mutiny.Session session, UUID id) {
        return find(session, FIND, id);
    }

    private static Uni<Optional<CaseRow>> find(Mutiny.Session session, String query, UUID id) {
        return session.createNativeQuery(query, Object[].class)
                .setParameter(1, id)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(CaseRow::of));
    }

    /** The newest first, those after {@code cursor}. */
    Uni<List<CaseRow>> page(CaseStatus status, Cursor cursor, int limit) {
        var query = PAGE.formatted(CaseStatus.condition(status), cursor.condition("opened"));
        return Panache.withSession(() -> Panache.getSession()
                .chain(session -> cursor.in(
                                session.createNativeQuery(query, Object[].class).setParameter(1, limit))
                        .getResultList()
                        .map(rows -> rows.stream().map(CaseRow::of).toList())));
    }

    Uni<Long> countOpen() {
        return Panache.withSession(() -> Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(COUNT_OPEN, Long.class).getSingleResult()));
    }
}
