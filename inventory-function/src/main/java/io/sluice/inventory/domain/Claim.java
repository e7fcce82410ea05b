package io.sluice.inventory.domain;

import static io.sluice.inventory.domain.ClaimState.RELEASED;
import static io.sluice.inventory.domain.ClaimState.SOLD;

import io.sluice.inventory.domain.Decision.Become;
import io.sluice.inventory.domain.Decision.Refuse;
import io.sluice.inventory.domain.Decision.Stay;
import java.util.List;

/**
 * The one decision about an order's stock, and how it goes on.
 *
 * <pre>
 *   asked for ──▶ HELD ── paid ──▶ SOLD ── all came back ──▶ RETURNED
 *       │           │
 *       │           └── ended unpaid ──▶ RELEASED ◀── ended before it was asked for (tombstone)
 *       ├── too little left ──▶ REJECTED
 *       └── too late ──▶ EXPIRED
 * </pre>
 *
 * @param userId whose order it is; null for a tombstone
 * @param fingerprint of what was asked for; null for a tombstone, which nobody asked for
 * @param refusedSkus of which there was too little, when REJECTED
 */
public record Claim(ClaimState state, String userId, String fingerprint, List<String> refusedSkus) {

    /** What an order without a claim does: an end leaves a tombstone, so that a late request gets nothing. */
    public static Decision unclaimed(Signal signal) {
        return switch (signal) {
            case SELL -> new Refuse("paid, but no stock was ever asked for");
            case RELEASE -> new Become(RELEASED);
            case RETURN -> new Refuse("goods come back, but no stock was ever asked for");
        };
    }

    /** Pure and total: every signal has a decision in every state, and the compiler checks that it has. */
    public Decision on(Signal signal) {
        return switch (signal) {
            case SELL -> onSell();
            case RELEASE -> onRelease();
            case RETURN -> onReturn();
        };
    }

    /** The same request always gets the same answer, until the order ends. */
    public Answer answer(String asked) {
        if (fingerprint != null && !fingerprint.equals(asked)) {
            return new Answer.Reused();
        }
        return switch (state) {
            case HELD, SOLD, RETURNED -> new Answer.Held();
            case REJECTED -> new Answer.OutOfStock(refusedSkus);
            case EXPIRED, RELEASED -> new Answer.Released();
        };
    }

    Claim become(ClaimState next) {
        return new Claim(next, userId, fingerprint, refusedSkus);
    }

    private Decision onSell() {
        return switch (state) {
            case HELD -> new Become(SOLD);
            case SOLD, RETURNED -> new Stay("already sold");
            case REJECTED -> new Refuse("paid, but its stock was refused");
            case EXPIRED -> new Refuse("paid, but its request for stock had expired");
            case RELEASED -> new Refuse("paid, but its stock was released");
        };
    }

    private Decision onRelease() {
        return switch (state) {
            case HELD -> new Become(RELEASED);
            case RELEASED -> new Stay("already released");
            case REJECTED, EXPIRED -> new Stay("nothing was held");
            case SOLD, RETURNED -> new Stay("sold stock comes back by a refund alone");
        };
    }

    /** What is given back was paid for, whichever is heard first. Whether all has come back, the order's parts know. */
    private Decision onReturn() {
        return switch (state) {
            case HELD -> new Become(SOLD);
            case SOLD, RETURNED -> new Stay("already sold");
            case REJECTED -> new Refuse("goods come back, but their stock was refused");
            case EXPIRED -> new Refuse("goods come back, but their request for stock had expired");
            case RELEASED -> new Refuse("goods come back, but their stock was released");
        };
    }
}
