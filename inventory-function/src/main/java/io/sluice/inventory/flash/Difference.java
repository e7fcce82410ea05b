package io.sluice.inventory.flash;

import java.util.UUID;

/**
 * Something that is not as it should be.
 *
 * @param poolId or null
 * @param orderId or null
 */
record Difference(Kind kind, Long poolId, UUID orderId, String expected, String found) {

    /** What may differ. */
    enum Kind {
        /** A pool's held units are not the sum of its HELD orders'. */
        HELD,
        /** A pool's sold units are not the sum of its SOLD orders'. */
        SOLD,
        /** Redis' figures are not PostgreSQL's at the same movement. Like all that differs in Redis, it is loaded anew. */
        GATE_FIGURES,
        /** Redis reckons with another sum of what waits than that of all that waits. */
        GATE_PENDING,
        /** Redis closes the sale at another time. */
        GATE_WINDOW,
        /** Redis has followed movements that PostgreSQL does not have. */
        GATE_BEYOND,
        /** Stock is held, and nobody has placed the order for minutes. */
        HOLD_WITHOUT_ORDER,
        /** Stock is held for an order whose time to pay is long over. */
        HOLD_PAST_ITS_ORDER
    }
}
