package io.sluice.order.domain;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.RefundId;
import io.sluice.order.domain.Signal.Capture;
import java.time.Instant;
import java.util.List;

/**
 * An order's id while there is no such order. Money that is captured for it goes back, once; an order that comes to be after
 * all goes on from there, because its events follow those and the money must not pay for it too.
 *
 * @param version of the last event under the id
 * @param refunds begun under the id
 */
public record NoOrder(OrderId id, long version, List<Refund> refunds) {

    /** Copies the refunds. */
    public NoOrder {
        refunds = List.copyOf(refunds);
    }

    /** What to do about a capture. */
    public sealed interface Answer {

        /** Begin {@code refund} and announce {@code events}, all or nothing. */
        record SendBack(Refund refund, List<OrderEvent> events) implements Answer {}

        /** A person must look at it. */
        record Unclear(Case opened) implements Answer {}

        /** It goes back already. */
        record Known() implements Answer {}
    }

    /** An id under which nothing happened. */
    public static NoOrder of(OrderId id) {
        return new NoOrder(id, 0, List.of());
    }

    /** Pure and total. */
    public Answer on(Capture capture, Instant at) {
        if (capture.isNothing()) {
            return new Answer.Unclear(Case.notUnderstood(capture));
        }
        if (refunds.stream().anyMatch(refund -> refund.id().equals(capture.refund()))) {
            return new Answer.Known();
        }
        var refund = Refund.of(capture);
        return new Answer.SendBack(refund, refund.begun(id, version + 1, false, at));
    }

    /** Where the money of the order stands when it comes to be. */
    Ledger ledger(Money total) {
        var ledger = Ledger.empty(total);
        for (var refund : refunds) {
            var isCapture = refund.id().equals(RefundId.of(refund.payment()));
            ledger = (isCapture ? ledger.note(refund.payment()) : ledger).begin(refund);
        }
        return ledger;
    }
}
