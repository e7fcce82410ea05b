package io.sluice.cases;

import io.sluice.contracts.OrderId;
import java.time.Instant;
import java.util.UUID;

/** One act of a person. */
record AuditRow(UUID id, Instant at, String who, String what, OrderId orderId, String reason) {

    static AuditRow of(Object[] row) {
        return new AuditRow(
                (UUID) row[0],
                CaseRow.instant(row[1]),
                (String) row[2],
                (String) row[3],
                row[4] == null ? null : new OrderId((UUID) row[4]),
                (String) row[5]);
    }

    Cursor cursor() {
        return new Cursor(at, id);
    }
}
