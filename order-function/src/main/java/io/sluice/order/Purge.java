package io.sluice.order;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Throws away what is past its time: expired checkouts, old Idempotency-Keys. */
@ApplicationScoped
class Purge {

    private static final Logger LOG = Logger.getLogger(Purge.class);

    private final CheckoutStore checkouts;
    private final IdempotencyStore keys;
    private final Outbox outbox;
    private final OrderConfig config;

    Purge(CheckoutStore checkouts, IdempotencyStore keys, Outbox outbox, OrderConfig config) {
        this.checkouts = checkouts;
        this.keys = keys;
        this.outbox = outbox;
        this.config = config;
    }

    @Scheduled(
            every = "${order.purge.every:10m}",
            delayed = "${order.purge.every:10m}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> purge() {
        return purgeOnce()
                .onFailure()
                .invoke(trouble -> LOG.warnf("the purge waits: %s", trouble.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Goes on while a full batch was found. */
    private Uni<Integer> purgeOnce() {
        var limit = config.purge().batch();
        var age = config.purge().keysAfter().toSeconds();
        return outbox.inTransaction(session -> checkouts
                        .purge(session, limit)
                        .chain(first -> keys.purge(session, age, limit).map(second -> Math.max(first, second))))
                .chain(most -> most == limit ? purgeOnce() : Uni.createFrom().item(most));
    }
}
