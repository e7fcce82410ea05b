package io.sluice.inventory.flash;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Tells when buyers come faster than requests can be decided, or queue to be admitted. Most of what is admitted waits for its
 * decision then, whoever is served first: so decisions give way, and buyers who still come hear at once. For half a request's
 * patience at most, which comes back as slowly as it went, and until the backlog takes the other half.
 */
@ApplicationScoped
class Rush {

    private static final long SPAN = Duration.ofMillis(200).toNanos();
    private static final long SPANS_PER_SECOND = Duration.ofSeconds(1).toNanos() / SPAN;

    /** Where as many wait all the while as are decided in this time, who comes at that pace waits for as long. */
    private static final Duration PROMPT = Duration.ofMillis(50);

    /** One span with few is a pause of the collector, perhaps; two are the end. */
    private static final int OUTLASTS = 2;

    private final KnownPools pools;
    private final long mostCome;
    private final long mostWaiting;
    private final long mostBehind;
    private final long mostSpans;

    private long span = Long.MIN_VALUE / 2; // Long ago.
    private int come;
    private int waiting;
    private int fewestWaiting;
    private long spansToGo;
    private long spansOn;

    Rush(FlashConfig config, KnownPools pools) {
        var half = config.patience().dividedBy(2);
        this.pools = pools;
        mostCome = config.decisionsPerSecond() / SPANS_PER_SECOND;
        mostWaiting = Math.max(1, config.decisionsPerSecond() * PROMPT.toMillis() / 1_000);
        mostBehind = config.decisionsPerSecond() * half.toMillis() / 1_000;
        mostSpans = half.toNanos() / SPAN;
    }

    /** A new request came at {@code nanos}, by {@link System#nanoTime}. */
    synchronized void came(long nanos) {
        turn(nanos);
        come++;
        waiting++;
    }

    /** One that came has its answer, or hung up. */
    synchronized void left() {
        fewestWaiting = Math.min(fewestWaiting, --waiting);
    }

    /** Whether decisions give way at {@code nanos}. */
    synchronized boolean isOn(long nanos) {
        turn(nanos);
        return spansToGo > 0 && spansOn < mostSpans && pools.waiting() < mostBehind;
    }

    /** What the span that has ended was like says what the next ones are like. */
    private void turn(long nanos) {
        var passed = Math.floorDiv(nanos, SPAN) - span;
        if (passed <= 0) {
            return; // Another thread was faster, and is in the next span already.
        }
        var wasOn = spansToGo > 0;
        var wasFull = come > mostCome || fewestWaiting > mostWaiting;
        spansToGo = Math.max(0, (wasFull ? OUTLASTS + 1 : spansToGo) - passed);
        spansOn = wasOn ? Math.min(spansOn + passed, mostSpans) : Math.max(0, spansOn - passed);
        span += passed;
        come = 0;
        fewestWaiting = waiting;
    }
}
