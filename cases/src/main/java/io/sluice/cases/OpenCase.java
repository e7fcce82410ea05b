package io.sluice.cases;

import static jakarta.ws.rs.core.Response.Status.CONFLICT;

import io.sluice.contracts.OrderId;
import io.sluice.problems.Problem;
import java.time.Instant;
import java.util.UUID;

/**
 * A case that waits, as the function sees it that must carry out the decision.
 *
 * @param orderId null if it was opened without one
 */
public record OpenCase(UUID id, String kind, String subject, OrderId orderId, Instant opened, String detail) {

    /** For kinds that have nothing to approve or to refuse: fails with a {@link Problem} unless {@code decision} is to close. */
    public void requireClose(CaseDecision decision) {
        if (decision != CaseDecision.CLOSE) {
            throw new Problem(CONFLICT, "decision-not-possible", "a case of " + kind + " can only be closed");
        }
    }
}
