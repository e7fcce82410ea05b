package io.sluice.inventory.flash;

import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does one round after another, never two at once: by a timer, at once when woken, and at once again while there is more.
 * A round looks at what is there, so that nothing is lost if it fails: the next one finds it.
 */
final class Loop {

    private static final Logger LOG = Logger.getLogger(Loop.class);

    /** The pauses after trouble: each twice as long as the last, with full jitter, so that instances do not come together. */
    private static final long FIRST_PAUSE_MILLIS = 200;

    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Vertx vertx;
    private final String name;
    private final Supplier<Uni<Boolean>> round;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile long timer = -1;
    private volatile boolean stopped;
    private volatile long pauseMillis = FIRST_PAUSE_MILLIS;
    private volatile long resumeAtNanos = System.nanoTime();

    /**
     * @param round bounded work, of which each wait has an end; answers whether there is more of it. It runs in a Vert.x context
     *     of its own
     */
    Loop(Vertx vertx, String name, Supplier<Uni<Boolean>> round) {
        this.vertx = vertx;
        this.name = name;
        this.round = round;
    }

    void start(Duration every) {
        timer = vertx.setPeriodic(every.toMillis(), _ -> wake());
    }

    /** The round that is under way is the last. */
    void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    void wake() {
        woken.set(true);
        if (stopped || resumeAtNanos - System.nanoTime() > 0) {
            return; // Unless it is stopped, the timer comes again.
        }
        if (running.compareAndSet(false, true)) {
            vertx.runOnContext(_ -> run());
        }
    }

    private void run() {
        woken.set(false);
        Outbox.apart(round).subscribe().with(this::goOn, this::pause);
    }

    private void goOn(boolean more) {
        pauseMillis = FIRST_PAUSE_MILLIS;
        if (more && !stopped) {
            vertx.runOnContext(_ -> run());
            return;
        }
        rest();
    }

    /** Trouble: the timer tries again, after a pause. */
    private void pause(Throwable trouble) {
        LOG.warnf("%s waits: %s", name, trouble.getMessage());
        resumeAtNanos = System.nanoTime() + ThreadLocalRandom.current().nextLong(pauseMillis * 1_000_000);
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        rest();
    }

    private void rest() {
        running.set(false);
        if (woken.get()) {
            wake();
        }
    }
}
