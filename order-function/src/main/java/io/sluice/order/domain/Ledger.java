package io.sluice.order.domain;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An order's money.
 *
 * @param paid what the order took in, in its own currency; captures that go back at once are not in it
 * @param refunded what of {@code paid} is back with the customer
 * @param payment the payment that {@code paid} came with, or null
 * @param captures every payment heard of
 * @param open refunds under way
 */
public record Ledger(Money paid, Money refunded, PaymentId payment, Set<PaymentId> captures, List<Refund> open) {

    /** Copies the collections. */
    public Ledger {
        captures = Set.copyOf(captures);
        open = List.copyOf(open);
    }

    /** Before any payment. */
    public static Ledger empty(Money total) {
        var zero = Money.zero(total.currency());
        return new Ledger(zero, zero, null, Set.of(), List.of());
    }

    boolean knows(PaymentId capture) {
        return captures.contains(capture);
    }

    Optional<Refund> open(RefundId refund) {
        return open.stream().filter(candidate -> candidate.id().equals(refund)).findFirst();
    }

    /** What can still be asked back: paid - refunded - under way. */
    public Money refundable() {
        return open.stream()
                .filter(refund -> refund.cause() == RefundCause.GOODS)
                .map(Refund::amount)
                .reduce(paid.minus(refunded), Money::minus);
    }

    Ledger keep(PaymentId capture, Money amount) {
        return new Ledger(paid.plus(amount), refunded, capture, with(capture), open);
    }

    Ledger note(PaymentId capture) {
        return new Ledger(paid, refunded, payment, with(capture), open);
    }

    Ledger begin(Refund refund) {
        return new Ledger(
                paid,
                refunded,
                payment,
                captures,
                Stream.concat(open.stream(), Stream.of(refund)).toList());
    }

    /** The refund is over; {@code back} of {@code paid} went back with it. */
    Ledger end(Refund refund, Money back) {
        var others = open.stream().filter(other -> !other.equals(refund)).toList();
        return new Ledger(paid, refunded.plus(back), payment, captures, others);
    }

    private Set<PaymentId> with(PaymentId capture) {
        return Stream.concat(captures.stream(), Stream.of(capture)).collect(Collectors.toSet());
    }
}
