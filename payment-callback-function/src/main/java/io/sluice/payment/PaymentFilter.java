package io.sluice.payment;

import io.sluice.contracts.OrderId;
import io.sluice.payment.domain.PaymentStatus;
import java.util.Map;
import java.util.Optional;

/**
 * Which payments to list.
 *
 * @param userId whose payments; an operator's are everybody's
 * @param after those that come after it in the list
 */
record PaymentFilter(
        Optional<OrderId> orderId, Optional<String> userId, Optional<PaymentStatus> status, Optional<Cursor> after) {

    /** Adds itself to the conditions of a query, and its values to the query's. */
    void write(StringBuilder conditions, Map<String, Object> values) {
        orderId.ifPresent(order -> {
            conditions.append(" and key.bucket = :bucket and orderId = :order");
            values.putAll(Map.of("bucket", (short) order.bucket(), "order", order.value()));
        });
        userId.ifPresent(user -> {
            conditions.append(" and userId = :user");
            values.put("user", user);
        });
        status.ifPresent(wanted -> {
            conditions.append(" and status = :status");
            values.put("status", wanted);
        });
        after.ifPresent(cursor -> {
            conditions.append(" and (createdAt < :at or createdAt = :at and key.id < :id)");
            values.putAll(Map.of("at", cursor.at(), "id", cursor.id()));
        });
    }
}
