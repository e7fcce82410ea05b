package io.sluice.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Finishes orders whose placement was cut off: by a crash, or by a hold whose answer never came. */
@ApplicationScoped
class PlacementSweeper {

    private static final Logger LOG = Logger.getLogger(PlacementSweeper.class);

    private final IntentStore intents;
    private final FinishPlacement placement;
    private final Outbox outbox;
    private final OrderConfig config;
    private final Counter swept;

    PlacementSweeper(
            IntentStore intents, FinishPlacement placement, Outbox outbox, OrderConfig config, MeterRegistry metrics) {
        this.config = config;
        this.intents = intents;
        this.placement = placement;
        this.outbox = outbox;
        this.swept = metrics.counter("sluice.orders.swept");
    }

    @Scheduled(
            every = "${order.sweep.every:1s}",
            delayed = "${order.sweep.every:1s}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweepOnce()
                .onFailure()
                .invoke(trouble -> LOG.warnf("the sweep waits: %s", trouble.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Goes on while a full batch was found. */
    private Uni<Void> sweepOnce() {
        return outbox.inTransaction(intents::takeOverdue)
                .chain(orders -> finishAll(orders)
                        .chain(() -> orders.size() == config.sweep().batch()
                                ? sweepOnce()
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> finishAll(List<Unfinished> orders) {
        return Multi.createFrom()
                .iterable(orders)
                .onItem()
                .transformToUni(this::finish)
                .merge(config.sweep().batch())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> finish(Unfinished order) {
        LOG.infof("order %s was left in PLACING: asking for its hold again", order.id());
        swept.increment();
        return placement
                .finish(order)
                .onFailure()
                .invoke(trouble -> LOG.warnf("order %s waits: %s", order.id(), trouble.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
