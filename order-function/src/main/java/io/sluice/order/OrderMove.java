package io.sluice.order;

import io.sluice.order.domain.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What {@link OrderWrites} writes over an order's row: where its steps began, and all that they may have changed. */
record OrderMove(
        short bucket,
        UUID id,
        long wasVersion,
        OrderStatus was,
        long version,
        OrderStatus status,
        Object lines,
        long paid,
        long refunded,
        String payment,
        Object captures,
        Object openRefunds,
        Object endedRefunds,
        String leadingRefund,
        OrderStatus statusBefore,
        String carrier,
        String trackingNumber,
        Instant payBy,
        Instant paidAt,
        Instant shippedAt) {

    /** @param steps of one order, in their order */
    static OrderMove of(List<OrderStep> steps) {
        var first = steps.getFirst();
        var row = first.row();
        var to = steps.getLast().change().to();
        return new OrderMove(
                row.bucket,
                row.id,
                first.wasVersion(),
                first.was(),
                row.version,
                row.status,
                to.lines(),
                row.paid,
                row.refunded,
                row.payment,
                to.ledger().captures(),
                to.ledger().open(),
                to.ledger().ended(),
                row.leadingRefund,
                row.statusBefore,
                row.carrier,
                row.trackingNumber,
                row.payBy,
                row.paidAt,
                row.shippedAt);
    }
}
