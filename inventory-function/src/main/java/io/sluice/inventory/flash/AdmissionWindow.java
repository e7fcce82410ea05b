package io.sluice.inventory.flash;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets so many requests through in each 10 ms, and what was not used of the last few windows, so that what a pause held up may
 * come at once: {@value KEPT} times as many at most, and no more in the long run.
 */
final class AdmissionWindow {

    /** How long a refused caller should stay away: the next window is near, but so are all others who were refused. */
    static final int RETRY_AFTER_SECONDS = 1;

    /** Windows whose unused passes are kept, this one among them: a pause of the collector takes 20 to 80 ms. */
    static final int KEPT = 8;

    private static final long NANOS = 10_000_000;
    private static final int COUNT_BITS = 24;
    private static final long COUNT = (1L << COUNT_BITS) - 1;

    private final long size;
    private final long most;

    /** The window's number and, in the low bits, how many passes are used; each new window gives {@code size} of them back. */
    private final AtomicLong state = new AtomicLong(Long.MIN_VALUE); // Long ago.

    AdmissionWindow(int size) {
        this.size = Math.min(size, COUNT / KEPT);
        most = this.size * KEPT;
    }

    /** Whether a request that comes at {@code nanos}, by a monotonic clock, may pass. */
    boolean pass(long nanos) {
        var window = Math.floorDiv(nanos, NANOS);
        while (true) {
            var now = state.get();
            var last = now >> COUNT_BITS;
            // A thread that is late counts with those who were faster.
            var passed = Math.clamp(window - last, 0L, KEPT);
            var used = Math.max(0, (now & COUNT) - passed * size);
            if (used >= most) {
                return false;
            }
            if (state.compareAndSet(now, Math.max(window, last) << COUNT_BITS | used + 1)) {
                return true;
            }
        }
    }
}
