package io.sluice.order.domain;

import static io.sluice.order.domain.OrderStatus.PAID;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.order.domain.Decision.Stay;
import io.sluice.order.domain.Signal.PaymentCaptured;
import java.time.Instant;

/** What an order does about money that a provider took: keep what it costs, send back the rest, never lose any. */
final class Captures {

    private Captures() {}

    static Decision decide(Order order, PaymentCaptured captured, Instant at) {
        if (order.ledger().knows(captured.payment())) {
            return new Stay("this payment is known");
        }
        return switch (order.status()) {
            case PENDING_PAYMENT ->
                order.isPaidBy(captured.amount()) ? settle(order, captured, at) : sendBack(order, captured, at);
            case CANCELLED -> refundAll(order, captured, at);
            case PLACING, PAID, SHIPPED, COMPLETED, REJECTED, REFUNDING, REFUNDED -> sendBack(order, captured, at);
        };
    }

    private static Decision settle(Order order, PaymentCaptured captured, Instant at) {
        var total = order.price().total();
        var kept = order.with(PAID).with(order.ledger().keep(captured.payment(), total));
        var paid = kept.announce().paid(at);
        if (captured.amount().equals(total)) {
            return order.change(kept, "paid in full", paid);
        }
        var surplus = refundOf(captured.payment(), captured.amount().minus(total));
        return order.change(
                kept.with(kept.ledger().begin(surplus)),
                "paid in full and more",
                paid,
                kept.announce().next().refundRequested(surplus, at));
    }

    /** The order is over: all of it goes back, and the order with it. */
    private static Decision refundAll(Order order, PaymentCaptured captured, Instant at) {
        var refund = refundOf(captured.payment(), captured.amount());
        var ledger = order.isInItsCurrency(captured.amount())
                ? order.ledger().keep(captured.payment(), captured.amount())
                : order.ledger().note(captured.payment());
        var refunding = order.with(ledger.begin(refund)).leadBy(refund.id());
        return order.change(
                refunding, "paid after cancellation", order.announce().refundRequested(refund, at));
    }

    private static Decision sendBack(Order order, PaymentCaptured captured, Instant at) {
        var refund = refundOf(captured.payment(), captured.amount());
        var to = order.with(order.ledger().note(captured.payment()).begin(refund));
        return order.change(to, "a payment goes back", order.announce().refundRequested(refund, at));
    }

    private static Refund refundOf(PaymentId payment, Money amount) {
        return new Refund(RefundId.of(payment), RefundCause.PAYMENT, payment, amount);
    }
}
