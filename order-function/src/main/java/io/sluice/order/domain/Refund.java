package io.sluice.order.domain;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.order.domain.Signal.Capture;
import java.time.Instant;
import java.util.List;

/** Money on its way back. */
public record Refund(RefundId id, RefundCause cause, PaymentId payment, Money amount) {

    /** Of all that was captured. */
    static Refund of(Capture capture) {
        return new Refund(capture.refund(), RefundCause.PAYMENT, capture.payment(), capture.amount());
    }

    /**
     * What is said when it begins. Goods come back before their money goes; for money alone nobody else is asked, so it is
     * approved at once.
     *
     * @param version of the first of the events
     */
    List<OrderEvent> begun(OrderId order, long version, boolean shipped, Instant at) {
        var requested =
                new OrderEvent.RefundRequested(order, version, id, cause, payment, amount, List.of(), shipped, at);
        return switch (cause) {
            case GOODS -> List.of(requested);
            case PAYMENT ->
                List.of(
                        requested,
                        new OrderEvent.RefundApproved(
                                order, version + 1, id, cause, payment, amount, List.of(), false, at));
        };
    }
}
