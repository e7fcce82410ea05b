package io.sluice.payment.domain;

import io.sluice.contracts.Money;
import java.time.Instant;

/**
 * A capture that contradicts the one that was announced: another of the provider's payments, or another amount. It is kept
 * for good, so that whoever says it again says nothing new.
 *
 * @param at when we learned of it, by PostgreSQL's clock
 * @param verdict null until a person decided
 */
public record Contested(String providerId, Money amount, Instant at, Verdict verdict) {

    /** Whether it waits for a person. */
    public boolean isOpen() {
        return verdict == null;
    }

    /** Whether it is what {@code said} tells of. */
    boolean is(Signal.Captured said) {
        return providerId.equals(said.providerId()) && amount.equals(said.amount());
    }

    Contested decided(Verdict by) {
        return new Contested(providerId, amount, at, by);
    }
}
