package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.gather.Gather;
import io.sluice.inventory.Batches;
import io.sluice.inventory.gate.Gate;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells when requests that still wait were admitted; those for one pool that are asked for at the same time share a call. */
@ApplicationScoped
class AdmissionTimes {

    private final Gate gate;
    private final Batches batches;
    private final FlashConfig config;

    /** In a cluster, pools live on different nodes. One per pool that a ticket was asked of since the start. */
    private final Map<Long, Gather<OrderId, Optional<Instant>>> byPool = new ConcurrentHashMap<>();

    AdmissionTimes(Gate gate, Batches batches, FlashConfig config) {
        this.gate = gate;
        this.batches = batches;
        this.config = config;
    }

    /** Empty if the order waits in none of {@code pools}, which are asked one after another. */
    Uni<Optional<Instant>> of(OrderId order, List<Long> pools) {
        return Multi.createFrom()
                .iterable(pools)
                .onItem()
                .transformToUniAndConcatenate(
                        pool -> byPool.computeIfAbsent(pool, this::gather).call(order))
                .filter(Optional::isPresent)
                .collect()
                .first()
                .map(found -> found == null ? Optional.empty() : found);
    }

    private Gather<OrderId, Optional<Instant>> gather(long pool) {
        return batches.gather(config.tickets(), orders -> look(pool, orders));
    }

    private Uni<List<Optional<Instant>>> look(long pool, List<OrderId> orders) {
        return gate.admittedAt(pool, orders)
                .map(found -> orders.stream()
                        .map(order -> Optional.ofNullable(found.get(order)))
                        .toList());
    }
}
