package io.sluice.cases;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.contracts.OrderId;
import java.time.Instant;
import java.util.UUID;

/**
 * A case as operators see it.
 *
 * @param decision absent too if something else answered it, like by
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaseView(
        UUID id,
        OrderId orderId,
        String kind,
        String subject,
        Instant opened,
        String detail,
        CaseStatus status,
        Instant closed,
        CaseDecision decision,
        String reason,
        String by) {

    static CaseView of(CaseRow row) {
        var open = row.opened();
        return new CaseView(
                open.id(),
                open.orderId(),
                open.kind(),
                open.subject(),
                open.opened(),
                open.detail(),
                row.isOpen() ? CaseStatus.OPEN : CaseStatus.CLOSED,
                row.closed(),
                row.decision(),
                row.reason(),
                row.who());
    }
}
