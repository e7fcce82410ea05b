package io.sluice.order.domain;

import static io.sluice.order.domain.OrderStatus.REFUNDED;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.contracts.RefundId;
import io.sluice.order.domain.Decision.Refuse;
import io.sluice.order.domain.Decision.Stay;
import io.sluice.order.domain.Signal.RefundAsked;
import java.time.Instant;

/** What an order does about refunds: only what is left can be asked for, and only a provider's word makes it refunded. */
final class Refunds {

    private Refunds() {}

    static Decision onAsked(Order order, RefundAsked asked, Instant at) {
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
                order.announce().refundRequested(refund, at));
    }

    static Decision onSucceeded(Order order, RefundId id, Instant at) {
        return order.ledger()
                .open(id)
                .<Decision>map(refund -> {
                    var ended = order.with(order.ledger().end(refund, takenFromPaid(order, refund)));
                    var to = order.isLedBy(id) ? ended.with(REFUNDED) : ended;
                    return order.change(to, "refunded", order.announce().refunded(refund, at));
                })
                .orElseGet(Refunds::notUnderWay);
    }

    static Decision onFailed(Order order, RefundId id) {
        return order.ledger()
                .open(id)
                .<Decision>map(refund -> {
                    var ended = order.with(order.ledger().end(refund, nothing(order)));
                    var to = order.isLedBy(id) ? ended.with(order.refunding().before()) : ended;
                    return order.change(to, "refund failed");
                })
                .orElseGet(Refunds::notUnderWay);
    }

    /** How much of {@code paid} a refund takes back: a surplus, say, never was in it. */
    private static Money takenFromPaid(Order order, Refund refund) {
        var counts = refund.cause() == RefundCause.GOODS
                || order.isLedBy(refund.id()) && order.isInItsCurrency(refund.amount());
        return counts ? refund.amount() : nothing(order);
    }

    private static Money nothing(Order order) {
        return Money.zero(order.price().total().currency());
    }

    private static Stay notUnderWay() {
        return new Stay("this refund is not under way");
    }
}
