package io.sluice.inventory.flash;

import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does one round after another, never two at once: by a timer, at once when woken, and at once again while there is more.
 * A round looks at what is there, so that nothing is lost if it fails: the next one finds it.
 */
final class Loop {

    private static final Logger LOG = Logger.getLogger(Loop.class);

    private final Vertx vertx;
    private final String name;
    private final Supplier<Uni<Boolean>> round;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile long timer = -1;

    /** @param round bounded work; answers whether there is more of it. It runs in a Vert.x context of its own */
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
        vertx.cancelTimer(timer);
    }

    void wake() {
        woken.set(true);
        if (running.compareAndSet(false, true)) {
            vertx.runOnContext(_ -> run());
        }
    }

    private void run() {
        woken.set(false);
        Outbox.apart(round).subscribe().with(this::goOn, this::pause);
    }

    private void goOn(boolean more) {
        if (more) {
            vertx.runOnContext(_ -> run());
            return;
        }
        rest();
    }

    /** Trouble: the timer tries again. */
    private void pause(Throwable trouble) {
        LOG.warnf("%s waits: %s", name, trouble.getMessage());
        woken.set(false);
        rest();
    }

    private void rest() {
        running.set(false);
        if (woken.get()) {
            wake();
        }
    }
}
