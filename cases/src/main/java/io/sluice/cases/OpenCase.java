package io.sluice.cases;

import io.sluice.contracts.OrderId;
import java.time.Instant;
import java.util.UUID;

/**
 * A case that waits, as the function sees it that must carry out the decision.
 *
 * @param orderId null if it was opened without one
 */
public record OpenCase(UUID id, String kind, String subject, OrderId orderId, Instant opened, String detail) {}
