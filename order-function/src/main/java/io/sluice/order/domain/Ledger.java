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
 * @param ended refunds of which an outcome is known
 */
public record Ledger(
        Money paid, Money refunded, PaymentId payment, Set<PaymentId> captures, List<Refund> open, List<Ended> ended) {

    /** Copies the collections. */
    public Ledger {
        captures = Set.copyOf(captures);
        open = List.copyOf(open);
        ended = List.copyOf(ended);
    }

    /** Before any payment. */
    public static Ledger empty(Money total) {
        var zero = Money.zero(total.currency());
        return new Ledger(zero, zero, null, Set.of(), List.of(), List.of());
    }

    boolean knows(PaymentId capture) {
        return captures.contains(capture);
    }

    boolean knows(RefundId refund) {
        return open(refund).isPresent() || ended(refund).isPresent();
    }

    /** Whether {@code amount} is something, and the sum of it and {@code paid} a number. */
    boolean counts(Money amount) {
        var isCountable = !amount.currency().equals(paid.currency()) || amount.minor() <= Long.MAX_VALUE - paid.minor();
        return amount.minor() > 0 && isCountable;
    }

    Optional<Refund> open(RefundId refund) {
        return open.stream().filter(candidate -> candidate.id().equals(refund)).findFirst();
    }

    Optional<Ended> ended(RefundId refund) {
        return ended.stream().filter(candidate -> candidate.id().equals(refund)).findFirst();
    }

    /** What can still be asked back: paid - refunded - under way. */
    public Money refundable() {
        return open.stream()
                .filter(refund -> refund.cause() == RefundCause.GOODS)
                .map(Refund::amount)
                .reduce(paid.minus(refunded), Money::minus);
    }

    Ledger take(PaymentId capture, Money amount) {
        return new Ledger(paid.plus(amount), refunded, capture, captures, open, ended);
    }

    Ledger note(PaymentId capture) {
        var more = Stream.concat(captures.stream(), Stream.of(capture)).collect(Collectors.toSet());
        return new Ledger(paid, refunded, payment, more, open, ended);
    }

    Ledger begin(Refund refund) {
        return new Ledger(paid, refunded, payment, captures, and(open.stream(), refund), ended);
    }

    /** An outcome of the refund is known, or one more. */
    Ledger end(Ended refund) {
        var under =
                open.stream().filter(other -> !other.id().equals(refund.id())).toList();
        var over = ended.stream().filter(other -> !other.id().equals(refund.id()));
        return new Ledger(paid, refunded, payment, captures, under, and(over, refund));
    }

    /** What the refund took of {@code paid} is back; of one that succeeded after it had been asked for anew, what was left. */
    Ledger giveBack(Ended refund) {
        if (!refund.fromPaid()) {
            return this;
        }
        var left = refundable();
        var amount = refund.refund().amount();
        var back = left.covers(amount) ? amount : left;
        return new Ledger(paid, refunded.plus(back), payment, captures, open, ended);
    }

    private static <T> List<T> and(Stream<T> some, T more) {
        return Stream.concat(some, Stream.of(more)).toList();
    }
}
