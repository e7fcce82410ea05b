package io.sluice.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Notices for how long this process stood still: a collection of garbage, or no processor for it. */
final class Standstill {

    /** What looks so often notices whatever lasts much longer. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private volatile boolean looks;
    private volatile long longest;

    void begin() {
        looks = true;
        Thread.ofPlatform().daemon().start(this::look);
    }

    void end() {
        looks = false;
    }

    long longestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longest);
    }

    private void look() {
        var last = System.nanoTime();
        while (looks) {
            LockSupport.parkNanos(LOOK_NANOS);
            var now = System.nanoTime();
            longest = Math.max(longest, now - last - LOOK_NANOS);
            last = now;
        }
    }
}
