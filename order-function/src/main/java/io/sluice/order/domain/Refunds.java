package io.sluice.order.domain;

import static io.sluice.order.domain.OrderStatus.REFUNDED;

import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.contracts.RefundId;
import io.sluice.order.domain.Case.Kind;
import io.sluice.order.domain.Decision.Change;
import io.sluice.order.domain.Decision.Refuse;
import io.sluice.order.domain.Decision.Stay;
import io.sluice.order.domain.Signal.RefundAsked;
import java.time.Instant;

/**
 * What an order does about refunds: only what is left can be asked for, and only a provider's word makes it refunded. A
 * word that contradicts an earlier one counts as well, whichever came first, and a person looks at the refund.
 */
final class Refunds {

    private Refunds() {}

    static Decision onAsked(Order order, RefundAsked asked, Instant at) {
        if (order.ledger().knows(asked.refund())) {
            return new Stay("this refund is known");
        }
        return switch (order.status()) {
            case PAID, SHIPPED, COMPLETED -> begin(order, asked, at);
            case PLACING, PENDING_PAYMENT, CANCELLED, REJECTED, REFUNDING, REFUNDED ->
                Life.refuse(order, "has nothing to refund");
        };
    }

    private static Decision begin(Order order, RefundAsked asked, Instant at) {
        var left = order.ledger().refundable();
        if (asked.amount().minor() == 0 || !left.covers(asked.amount())) {
            return new Refuse("only " + left + " can be refunded");
        }
        var refund =
                new Refund(asked.refund(), RefundCause.GOODS, order.ledger().payment(), asked.amount());
        var begun = order.with(order.ledger().begin(refund));
        return order.change(
                asked.amount().equals(left) ? begun.leadBy(refund.id()) : begun,
                "refund asked for",
                order.announce().begun(refund, at));
    }

    static Decision onSucceeded(Order order, RefundId id, Instant at) {
        var ledger = order.ledger();
        return ledger.open(id)
                .map(refund -> succeed(order, heard(order, refund).success(), at))
                .or(() -> ledger.ended(id)
                        .map(ended -> ended.succeeded() ? known() : succeed(order, ended.success(), at)))
                .orElseGet(() -> neverAsked(order, id, Kind.REFUND_NOT_UNDERSTOOD, "succeeded"));
    }

    private static Decision succeed(Order order, Ended ended, Instant at) {
        var back = order.with(order.ledger().end(ended).giveBack(ended));
        var leads = order.isLedBy(ended.id());
        return order.change(
                leads ? back.with(REFUNDED) : back, "refunded", order.announce().refunded(ended.refund(), at));
    }

    static Decision onFailed(Order order, RefundId id) {
        var ledger = order.ledger();
        return ledger.open(id)
                .map(refund -> fail(order, heard(order, refund).failure()))
                .or(() -> ledger.ended(id).map(ended -> ended.failed() ? known() : fail(order, ended.failure())))
                .orElseGet(() -> neverAsked(order, id, Kind.REFUND_FAILED, "failed"));
    }

    private static Decision fail(Order order, Ended ended) {
        var here = order.with(order.ledger().end(ended));
        var leads = order.isLedBy(ended.id());
        return order.open(
                leads ? here.with(order.refunding().before()) : here,
                "refund failed",
                new Case(Kind.REFUND_FAILED, ended.id().toString(), words(ended)));
    }

    private static String words(Ended ended) {
        var refund = ended.refund();
        return "refund %s of %s from payment %s failed%s"
                .formatted(
                        refund.id(),
                        refund.amount(),
                        refund.payment(),
                        ended.succeeded() ? " after it had succeeded" : "");
    }

    /** Before its outcome. Of the refunds of money alone, only the one that leads a cancelled order back had it taken in. */
    private static Ended heard(Order order, Refund refund) {
        var fromPaid = refund.cause() == RefundCause.GOODS
                || order.isLedBy(refund.id()) && order.isInItsCurrency(refund.amount());
        return new Ended(refund, fromPaid, false, false);
    }

    private static Decision known() {
        return new Stay("this outcome is known");
    }

    private static Change neverAsked(Order order, RefundId id, Kind kind, String outcome) {
        var detail = "refund %s %s, but this order never asked for it".formatted(id, outcome);
        return order.open(order, "an unknown refund " + outcome, new Case(kind, id.toString(), detail));
    }
}
