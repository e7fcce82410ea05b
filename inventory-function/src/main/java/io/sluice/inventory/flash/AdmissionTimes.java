package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.gather.Gather;
import io.sluice.inventory.Batches;
import io.sluice.inventory.gate.Gate;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells when requests that still wait were admitted; those that are asked for at the same time share a call for each pool. */
@ApplicationScoped
class AdmissionTimes {

    /** An order that may wait in any of these pools. */
    private record Asked(OrderId order, List<Long> pools) {}

    private final Gate gate;
    private final Gather<Asked, Optional<Instant>> looks;

    AdmissionTimes(Gate gate, Batches batches, FlashConfig config) {
        this.gate = gate;
        this.looks = batches.gather(config.tickets(), this::look);
    }

    /** Empty if the order waits in none of {@code pools}. */
    Uni<Optional<Instant>> of(OrderId order, List<Long> pools) {
        return looks.call(new Asked(order, pools));
    }

    /** A call per pool: in a cluster, pools live on different nodes. */
    private Uni<List<Optional<Instant>>> look(List<Asked> asked) {
        return Multi.createFrom()
                .iterable(byPool(asked).entrySet())
                .onItem()
                .transformToUniAndConcatenate(pool -> gate.admittedAt(pool.getKey(), List.copyOf(pool.getValue())))
                .collect()
                .in(HashMap<OrderId, Instant>::new, Map::putAll)
                .map(found -> asked.stream()
                        .map(one -> Optional.ofNullable(found.get(one.order())))
                        .toList());
    }

    private static Map<Long, LinkedHashSet<OrderId>> byPool(List<Asked> asked) {
        var byPool = new TreeMap<Long, LinkedHashSet<OrderId>>();
        asked.forEach(one -> one.pools()
                .forEach(pool ->
                        byPool.computeIfAbsent(pool, _ -> new LinkedHashSet<>()).add(one.order())));
        return byPool;
    }
}
