package io.sluice.order.domain;

import static io.sluice.order.domain.OrderStatus.PAID;

import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.order.domain.Decision.Change;
import io.sluice.order.domain.Decision.Stay;
import io.sluice.order.domain.Signal.Capture;
import io.sluice.order.domain.Signal.PaymentCaptured;
import io.sluice.order.domain.Signal.SendBackAsked;
import java.time.Instant;
import java.util.ArrayList;

/** What an order does about money that a provider took: keep what it costs, send back the rest, never lose any. */
final class Captures {

    private Captures() {}

    static Decision onCaptured(Order order, PaymentCaptured captured, Instant at) {
        if (order.ledger().knows(captured.payment())) {
            return again(order, captured);
        }
        if (!order.ledger().counts(captured.amount())) {
            return notUnderstood(order, captured);
        }
        var heard = order.with(order.ledger().note(captured.payment()));
        return switch (order.status()) {
            case PENDING_PAYMENT ->
                order.isPaidBy(captured.amount()) ? settle(heard, captured, at) : sendBack(heard, captured, at);
            case PLACING, PAID, SHIPPED, COMPLETED, CANCELLED, REJECTED, REFUNDING, REFUNDED ->
                sendBack(heard, captured, at);
        };
    }

    /**
     * An operator found money under a payment's number. It stands beside what is known of that payment, and leaves the payment
     * unknown where it was: what it captured itself may still be told.
     */
    static Decision onSendBack(Order order, SendBackAsked asked, Instant at) {
        if (order.ledger().knows(asked.refund())) {
            return again(order, asked);
        }
        return order.ledger().counts(asked.amount()) ? sendBack(order, asked, at) : notUnderstood(order, asked);
    }

    /** That nothing was captured is no repeat of something, and as unclear after it as before. */
    private static Decision again(Order order, Capture capture) {
        return capture.isNothing() ? notUnderstood(order, capture) : new Stay("this payment is known");
    }

    private static Decision settle(Order order, PaymentCaptured captured, Instant at) {
        var total = order.price().total();
        var kept = order.with(PAID).with(order.ledger().take(captured.payment(), total));
        var paid = kept.announce().paid(at);
        if (captured.amount().equals(total)) {
            return order.change(kept, "paid in full", paid);
        }
        var surplus = new Refund(
                captured.refund(),
                RefundCause.PAYMENT,
                captured.payment(),
                captured.amount().minus(total));
        var events = new ArrayList<>(kept.announce().next().begun(surplus, at));
        events.addFirst(paid);
        return order.change(kept.with(kept.ledger().begin(surplus)), "paid in full and more", events);
    }

    private static Decision sendBack(Order order, Capture capture, Instant at) {
        var refund = Refund.of(capture);
        var events = order.announce().begun(refund, at);
        return switch (order.status()) {
            case CANCELLED -> order.change(refundAll(order, refund), "paid after cancellation", events);
            case PLACING, PENDING_PAYMENT, PAID, SHIPPED, COMPLETED, REJECTED, REFUNDING, REFUNDED ->
                order.change(order.with(order.ledger().begin(refund)), "a payment goes back", events);
        };
    }

    /** The order is over: it took the money in only to give it back. */
    private static Order refundAll(Order order, Refund refund) {
        var ledger = order.isInItsCurrency(refund.amount())
                ? order.ledger().take(refund.payment(), refund.amount())
                : order.ledger();
        return order.with(ledger.begin(refund)).leadBy(refund.id());
    }

    private static Change notUnderstood(Order order, Capture capture) {
        return order.open(order, "a payment is not understood", Case.notUnderstood(capture));
    }
}
