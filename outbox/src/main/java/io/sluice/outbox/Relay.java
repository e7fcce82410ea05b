package io.sluice.outbox;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Sends what the outbox holds: one round at a time, woken by a commit in this process or else by a timer.
 *
 * <p>A round takes a batch of rows of the shards whose lease it has, sends them, and deletes those that the broker
 * acknowledged. A relay that dies, stalls or loses the broker in mid-round leaves rows behind: the next holder of the
 * lease sends them again. It keeps the lease only while it gets on ({@link Progress}).
 */
@ApplicationScoped
class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    /** How long a stop waits for the last delete, and again for the lease: with Kafka's 2 s, 6 s of 10 s. */
    private static final Duration ENDING = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Context context;
    private final OutboxConfig config;
    private final OutboxStore store;
    private final Broker broker;
    private final HeldBack heldBack;
    private final Progress progress;
    private final Semaphore turn = new Semaphore(1);
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicBoolean asksForLease = new AtomicBoolean();
    private volatile boolean open;
    private long timer;

    Relay(Vertx vertx, OutboxConfig config, OutboxStore store, Broker broker, HeldBack heldBack, Progress progress) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.config = config;
        this.store = store;
        this.broker = broker;
        this.heldBack = heldBack;
        this.progress = progress;
    }

    void start(@Observes StartupEvent started) {
        if (config.relay()) {
            open = true;
            timer = vertx.setPeriodic(config.poll().toMillis(), _ -> poll());
        }
    }

    /** Lets the round on its way end, and the next holder begin: it need not wait for our lease to end. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        if (config.relay()) {
            open = false;
            vertx.cancelTimer(timer);
            broker.close();
            turn.tryAcquire(ENDING.toMillis(), MILLISECONDS);
            giveUpLease();
        }
    }

    private void giveUpLease() {
        try {
            store.giveUpLease().await().atMost(ENDING);
        } catch (RuntimeException e) {
            LOG.debugf("the lease will expire by itself: %s", e.getMessage());
        }
    }

    /** Also while a round is on its way, so that a long one does not lose the lease; but one question at a time. */
    private void poll() {
        if (asksForLease.compareAndSet(false, true)) {
            lease().onTermination()
                    .invoke(() -> asksForLease.set(false))
                    .subscribe()
                    .with(_ -> wake(), this::warn);
        }
    }

    private Uni<Void> lease() {
        return progress.mayHoldLease(System.nanoTime()) ? store.holdLease() : store.giveUpLease();
    }

    /** Says that there may be something to send. */
    void wake() {
        woken.set(true);
        if (open && turn.tryAcquire()) {
            onContext(this::round);
        }
    }

    private void round() {
        woken.set(false);
        var began = System.nanoTime();
        progress.began(began);
        relay(began).subscribe().with(this::goOn, this::pause);
    }

    /**
     * How a round ended.
     *
     * @param well whether something was acknowledged, or there was nothing to send
     * @param next after how many milliseconds to look again: while messages come, others may have committed some that nobody
     *     here heard of
     */
    private record End(boolean well, OptionalLong next) {}

    private Uni<End> relay(long began) {
        return store.next(heldBack.now())
                .chain(rows ->
                        broker.send(rows).emitOn(this::onContext).chain(delivered -> delete(rows, delivered, began)));
    }

    private Uni<End> delete(List<OutboxRow> rows, Delivered delivered, long began) {
        heldBack.learn(rows, delivered);
        var sent = delivered.acknowledged();
        if (sent.isEmpty()) {
            return Uni.createFrom().item(new End(rows.isEmpty(), OptionalLong.empty()));
        }
        return store.delete(sent)
                .map(_ -> new End(true, sent.size() == rows.size() ? rest(rows.size(), began) : OptionalLong.empty()));
    }

    /** What is committed meanwhile shares the next round, unless that is full already. */
    private OptionalLong rest(int rows, long began) {
        var taken = NANOSECONDS.toMillis(System.nanoTime() - began);
        var left = rows == config.batch() ? 0 : config.pace().toMillis() - taken;
        return OptionalLong.of(Math.max(0, left));
    }

    private void goOn(End end) {
        progress.ended(end.well(), System.nanoTime());
        if (end.next().isPresent() && open) {
            roundAfter(end.next().getAsLong());
            return;
        }
        turn.release();
        if (woken.get()) {
            wake();
        }
    }

    private void roundAfter(long millis) {
        if (millis == 0) {
            onContext(this::round);
        } else {
            vertx.setTimer(millis, _ -> onContext(open ? this::round : turn::release));
        }
    }

    /** Trouble: the timer tries again. */
    private void pause(Throwable trouble) {
        warn(trouble);
        progress.ended(false, System.nanoTime());
        turn.release();
    }

    private void warn(Throwable trouble) {
        LOG.warnf("the outbox waits: %s", trouble.getMessage());
    }

    /** Neither on Kafka's thread nor in the context of the request that woke us. */
    private void onContext(Runnable task) {
        context.runOnContext(_ -> task.run());
    }
}
