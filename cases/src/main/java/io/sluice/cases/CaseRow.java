package io.sluice.cases;

import io.sluice.contracts.OrderId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A case with its story.
 *
 * @param closed null while it is open
 * @param decision null too if something else answered it, like who
 */
record CaseRow(OpenCase opened, Instant closed, CaseDecision decision, String reason, String who) {

    /** In the order of {@link #of}. */
    static final String COLUMNS = "id, kind, subject, order_id, opened, detail, closed, decision, reason, who";

    static CaseRow of(Object[] row) {
        var opened = new OpenCase(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                row[3] == null ? null : new OrderId((UUID) row[3]),
                instant(row[4]),
                (String) row[5]);
        var decision = row[7] == null ? null : CaseDecision.valueOf((String) row[7]);
        return new CaseRow(opened, instant(row[6]), decision, (String) row[8], (String) row[9]);
    }

    /** Hibernate reads a column without an entity as what its type is in JDBC. */
    static Instant instant(Object time) {
        return time == null ? null : ((OffsetDateTime) time).toInstant();
    }

    boolean isOpen() {
        return closed == null;
    }

    Cursor cursor() {
        return new Cursor(opened.opened(), opened.id());
    }
}
