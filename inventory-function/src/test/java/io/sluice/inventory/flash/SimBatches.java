package io.sluice.inventory.flash;

import io.sluice.gather.Gather;
import io.sluice.gather.Limits;
import io.sluice.inventory.Batches;
import io.sluice.inventory.InventoryConfig;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** Gathers on the schedule's one thread, without Vert.x. */
final class SimBatches extends Batches {

    SimBatches() {
        super(null, null);
    }

    @Override
    public <Q, A> Gather<Q, A> gather(InventoryConfig.Batch limits, Function<List<Q>, Uni<List<A>>> work) {
        return new Gather<>(new Limits(limits.size(), limits.waiting()), Runnable::run, work, Batches::isOnes);
    }
}
