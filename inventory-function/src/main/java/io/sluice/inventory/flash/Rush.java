package io.sluice.inventory.flash;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Tells when buyers are admitted faster than requests can be decided. Most of what is admitted waits then, whoever is served
 * first: so decisions give way, and buyers who still come hear at once. For half a request's patience at most, and until the
 * backlog takes the other half.
 */
@ApplicationScoped
class Rush {

    private static final long SPAN = Duration.ofMillis(200).toNanos();
    private static final long SPANS_PER_SECOND = Duration.ofSeconds(1).toNanos() / SPAN;

    /** One span with few is a pause of the collector, perhaps; two are the end. */
    private static final int OUTLASTS = 2;

    private final KnownPools pools;
    private final long mostAdmitted;
    private final long mostPending;
    private final long longest;

    private long span = Long.MIN_VALUE / 2; // Long ago.
    private int admitted;
    private long spansToGo;
    private long began;

    Rush(FlashConfig config, KnownPools pools) {
        var half = config.patience().dividedBy(2);
        this.pools = pools;
        mostAdmitted = config.decisionsPerSecond() / SPANS_PER_SECOND;
        mostPending = config.decisionsPerSecond() * half.toMillis() / 1_000;
        longest = half.toNanos();
    }

    /** A request was admitted at {@code nanos}, by {@link System#nanoTime}. */
    synchronized void admitted(long nanos) {
        turn(nanos);
        admitted++;
    }

    /** Whether decisions give way at {@code nanos}. */
    synchronized boolean isOn(long nanos) {
        turn(nanos);
        return spansToGo > 0 && nanos - began < longest && pools.pending() < mostPending;
    }

    /** What was admitted in the span that has ended says what the next ones are like. */
    private void turn(long nanos) {
        var passed = Math.floorDiv(nanos, SPAN) - span;
        if (passed <= 0) {
            return; // Another thread was faster, and is in the next span already.
        }
        var wasOn = spansToGo > 0;
        spansToGo = Math.max(0, (admitted > mostAdmitted ? OUTLASTS + 1 : spansToGo) - passed);
        if (!wasOn) {
            began = nanos;
        }
        span += passed;
        admitted = 0;
    }
}
