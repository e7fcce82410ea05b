package io.sluice.e2e.failpoint;

import java.util.concurrent.atomic.AtomicInteger;

/** What the instrumented method calls; on the boot class path, where every class loader finds it. */
public final class Failpoint {

    /** The exit code of a process that was killed. */
    private static final int KILLED = 137;

    private static final AtomicInteger LEFT = new AtomicInteger();

    private Failpoint() {}

    static void arm(int hits) {
        LEFT.set(hits);
    }

    /** The JVM ends at the last hit: no shutdown hook runs, nothing is flushed, no connection is closed. */
    public static void hit() {
        if (LEFT.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
