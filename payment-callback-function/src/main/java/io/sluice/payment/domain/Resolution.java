package io.sluice.payment.domain;

import io.sluice.contracts.PaymentEvent;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a payment when a person decides about a capture that is contested. */
public sealed interface Resolution {

    /** Become {@code after} and say {@code event}, both or neither: {@code settled} waits no longer. */
    record Resolved(Payment after, Contested settled, PaymentEvent event) implements Resolution {}

    /** It was decided so before. */
    record Repeated() implements Resolution {}

    /** There are several contested captures: it must be said which is meant. */
    record Ambiguous() implements Resolution {}

    /** Nothing of the kind waits. */
    record NothingWaits() implements Resolution {}

    /**
     * Pure and total.
     *
     * @param meant which capture; empty for the only one that there is
     */
    static Resolution of(Payment payment, Verdict verdict, Optional<Signal.Captured> meant, Instant now) {
        var candidates = payment.contested().stream()
                .filter(one -> meant.map(one::is).orElse(true))
                .toList();
        if (candidates.size() > 1) {
            return new Ambiguous(); // Also if all but one are decided: a repeat must not decide about another.
        }
        var open = candidates.stream().filter(Contested::isOpen).toList();
        if (open.isEmpty()) {
            var isRepeat = candidates.stream().anyMatch(one -> one.verdict() == verdict);
            return isRepeat ? new Repeated() : new NothingWaits();
        }
        return resolved(payment, open.getFirst(), verdict, now);
    }

    private static Resolved resolved(Payment payment, Contested settled, Verdict verdict, Instant now) {
        var decided = payment.contested().stream()
                .map(one -> one.equals(settled) ? settled.decided(verdict) : one)
                .toList();
        var event =
                switch (verdict) {
                    case ACCEPT ->
                        payment.announcement(
                                payment.providerId(), payment.capture().amount(), false, now);
                    case REFUND -> payment.announcement(settled.providerId(), settled.amount(), true, now);
                };
        return new Resolved(payment.with(decided), settled, event);
    }
}
