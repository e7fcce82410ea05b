package io.sluice.inventory.flash;

import java.util.concurrent.atomic.AtomicLong;

/** Lets so many requests through in each 50 ms, whatever comes: what is behind it never gets more than it was made for. */
final class AdmissionWindow {

    /** How long a refused caller should stay away: the next window is near, but so are all others who were refused. */
    static final int RETRY_AFTER_SECONDS = 1;

    private static final long NANOS = 50_000_000;
    private static final int COUNT_BITS = 24;
    private static final long COUNT = (1L << COUNT_BITS) - 1;

    private final int size;

    /** The window's number and, in the low bits, how many it let through. */
    private final AtomicLong state = new AtomicLong(Long.MIN_VALUE); // Long ago.

    AdmissionWindow(int size) {
        this.size = (int) Math.min(size, COUNT);
    }

    /** Whether a request that comes at {@code nanos}, by a monotonic clock, may pass. */
    boolean pass(long nanos) {
        var window = (nanos / NANOS) << COUNT_BITS;
        while (true) {
            var now = state.get();
            var isNew = (now & ~COUNT) < window; // A thread that is late counts in the window of those who were faster.
            var here = isNew ? window : now;
            if ((here & COUNT) >= size) {
                return false;
            }
            if (state.compareAndSet(now, here + 1)) {
                return true;
            }
        }
    }
}
