package io.sluice.inventory.flash;

import io.sluice.inventory.gate.Gate.Step;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What PostgreSQL committed of flash sales' pools. */
interface Steps {

    /**
     * A pool as it was.
     *
     * @param seq of the last movement that is counted: less than was asked for if there are no more
     * @param durable held and sold
     */
    record At(long seq, long total, long durable, Instant closes) {}

    /**
     * The pools that the gate should know now: of sales that begin soon, are open, or have not been over for long.
     *
     * @return the last seq of each
     */
    Uni<Map<Long, Long>> pools();

    /**
     * What comes behind {@code positions}, at most so much per pool that one call of the gate takes it.
     *
     * @param positions the last seq that is known, by pool
     * @return by pool; pools of which there is nothing new are missing
     */
    Uni<Map<Long, List<Step>>> after(Map<Long, Long> positions);

    /** The pool as its movements up to {@code seq} left it; empty if there is no such pool. */
    Uni<Optional<At>> at(long pool, long seq);
}
