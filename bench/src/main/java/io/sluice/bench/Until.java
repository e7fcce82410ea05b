package io.sluice.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits by condition. */
final class Until {

    /** Whoever waits looks seldom: looking costs what is measured. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private Until() {}

    /** Unsound if {@code condition} does not hold within {@code patience}. */
    static void holds(Duration patience, BooleanSupplier condition, Supplier<String> what) {
        var end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new Unsound("waited " + patience.toSeconds() + " s in vain for " + what.get());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
