package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * How long a client should wait before it asks for its ticket: spread at random over the second half of a time that grows with
 * the backlog, so that polls come neither together nor in vain. The same order always has the same part of that time.
 */
@ApplicationScoped
class PollPause {

    /** What a decision and its order take when nothing else is to be done. */
    private static final long AT_LEAST_MILLIS = 200;

    private final long longestMillis;
    private final long decisionsPerSecond;
    private final KnownPools pools;

    PollPause(FlashConfig config, KnownPools pools) {
        this.pools = pools;
        longestMillis = config.longestPoll().toMillis();
        decisionsPerSecond = config.decisionsPerSecond();
    }

    /** Whoever waits does so behind all pools' requests. */
    int millis(OrderId order) {
        var within = Math.min(longestMillis, AT_LEAST_MILLIS + pools.waiting() * 1_000 / decisionsPerSecond);
        return (int) (within / 2 + (random(order) * within >>> 17));
    }

    /** 16 bits of the id that look random. */
    private static long random(OrderId order) {
        return order.value().getLeastSignificantBits() & 0xFFFF;
    }
}
