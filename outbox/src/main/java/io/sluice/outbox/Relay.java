package io.sluice.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Sends what the outbox holds: one round at a time, woken by a commit in this process or else by a timer.
 *
 * <p>A round takes a batch of rows of the shards whose lease it has, sends them, and deletes those that the broker
 * acknowledged. A relay that dies, stalls or loses the broker in mid-round leaves rows behind: the next holder of the
 * lease sends them again.
 */
@ApplicationScoped
class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    private final Vertx vertx;
    private final OutboxConfig config;
    private final OutboxStore store;
    private final Broker broker;
    private final HeldBack heldBack;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean woken = new AtomicBoolean();

    Relay(Vertx vertx, OutboxConfig config, OutboxStore store, Broker broker, HeldBack heldBack) {
        this.vertx = vertx;
        this.config = config;
        this.store = store;
        this.broker = broker;
        this.heldBack = heldBack;
    }

    void start(@Observes StartupEvent started) {
        if (config.relay()) {
            vertx.setPeriodic(config.poll().toMillis(), _ -> wake());
        }
    }

    /** The next holder need not wait for our lease to end. */
    void stop(@Observes ShutdownEvent stopping) {
        if (config.relay() && running.compareAndSet(false, true)) {
            store.giveUpLease()
                    .onFailure()
                    .invoke(failure -> LOG.debugf("the lease will expire by itself: %s", failure.getMessage()))
                    .onFailure()
                    .recoverWithNull()
                    .await()
                    .atMost(config.lease());
        }
    }

    /** Says that there may be something to send. */
    void wake() {
        woken.set(true);
        if (config.relay() && running.compareAndSet(false, true)) {
            vertx.runOnContext(_ -> round());
        }
    }

    private void round() {
        woken.set(false);
        relay().subscribe().with(this::goOn, this::pause);
    }

    private Uni<Boolean> relay() {
        return store.holdLease()
                .chain(() -> store.next(heldBack.topics()))
                .chain(rows -> broker.send(rows).chain(sent -> delete(rows, sent)));
    }

    /** Answers whether there may be more to send at once. */
    private Uni<Boolean> delete(List<OutboxRow> rows, Set<Long> sent) {
        heldBack.learn(rows, sent);
        if (sent.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return store.delete(sent).replaceWith(sent.size() == rows.size() && rows.size() == config.batch());
    }

    private void goOn(boolean more) {
        if (more) {
            vertx.runOnContext(_ -> round());
            return;
        }
        running.set(false);
        if (woken.get()) {
            wake();
        }
    }

    /** Trouble: the timer tries again. */
    private void pause(Throwable trouble) {
        LOG.warnf("the outbox waits: %s", trouble.getMessage());
        running.set(false);
    }
}
