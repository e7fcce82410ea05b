package io.sluice.providers;

import io.sluice.contracts.Money;
import java.time.Instant;
import java.util.List;

/** What a provider's account says about one of its days. */
public sealed interface Statement {

    /** Everything that happened that day; empty if nothing did. */
    record Complete(List<Line> lines) implements Statement {}

    /** The provider is still writing it: ask again later. */
    record NotReady(String because) implements Statement {}

    /** The provider did not say, or what it said cannot be believed: ask again. */
    record Unknown(String because) implements Statement {}

    /** What a line is about. */
    enum Kind {
        CAPTURE,
        REFUND,
        /** A refund's money that came back to the shop after it was booked: the buyer does not have it. */
        REFUND_FAILED
    }

    /**
     * One movement of money between buyer and shop; fees and payouts are left out.
     *
     * @param paymentNumber our payment's id as the provider has it; null or foreign if it is another system's
     * @param providerId what the provider calls the payment
     * @param refundNumber our refund's id as the provider has it; null for a capture
     * @param amount never negative, whatever its direction
     * @param at when the provider booked it
     */
    record Line(Kind kind, String paymentNumber, String providerId, String refundNumber, Money amount, Instant at) {}
}
