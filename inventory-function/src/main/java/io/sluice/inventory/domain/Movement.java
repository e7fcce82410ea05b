package io.sluice.inventory.domain;

import java.util.List;
import java.util.UUID;

/**
 * A {@link Move} with its story, as the ledger keeps it: one per pool and transaction.
 *
 * @param changes the orders whose units moved, or that were refused some, in the order in which it was decided
 */
public record Movement(Move move, Reason reason, List<Change> changes) {

    /** Why a pool's figures change. */
    public enum Reason {
        HELD,
        SOLD,
        RELEASED,
        RETURNED,
        /** Some orders' units were sold, others' released or returned. */
        SETTLED,
        /** Flash requests were refused; no figure changed. */
        REFUSED,
        ADJUSTED,
        /** Units moved from the ordinary stock into a flash sale. */
        TO_SALE,
        /** Units of a flash sale that has ended moved back to the ordinary stock. */
        FROM_SALE
    }

    /**
     * Whose units move, and where their claim stands afterwards; RETURNED for units that came back, though the order may have more.
     *
     * @param userId null for an order that nobody is known to have asked for
     */
    public record Change(UUID orderId, String userId, long quantity, ClaimState state) {}

    /** Copies the changes. */
    public Movement {
        changes = List.copyOf(changes);
    }

    /** Of the parts of a batch in the same pool. */
    static Reason together(Reason first, Reason second) {
        if (first == second || second == Reason.REFUSED) {
            return first;
        }
        return first == Reason.REFUSED ? second : Reason.SETTLED;
    }
}
