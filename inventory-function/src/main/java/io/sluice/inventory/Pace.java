package io.sluice.inventory;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Begins tasks on Vert.x contexts of their own, each at once, but for one that comes sooner than so long after the last began:
 * it begins then. For tasks of which the next comes when the last has begun, as a gatherer's batches do.
 */
final class Pace implements Executor {

    private final Vertx vertx;
    private final LongSupplier nanos;
    private final long apart;
    private volatile long next;

    /** @param nanos a monotonic clock */
    Pace(Vertx vertx, Duration apart, LongSupplier nanos) {
        this.vertx = vertx;
        this.nanos = nanos;
        this.apart = apart.toNanos();
        this.next = nanos.getAsLong();
    }

    @Override
    public void execute(Runnable task) {
        var wait = next - nanos.getAsLong();
        if (wait > 0) {
            vertx.setTimer(upToMillis(wait), _ -> begin(task));
        } else {
            vertx.runOnContext(_ -> begin(task));
        }
    }

    private void begin(Runnable task) {
        next = nanos.getAsLong() + apart;
        task.run();
    }

    /** Vert.x knows no shorter time. */
    private static long upToMillis(long nanos) {
        return Math.ceilDiv(nanos, MILLISECONDS.toNanos(1));
    }
}
