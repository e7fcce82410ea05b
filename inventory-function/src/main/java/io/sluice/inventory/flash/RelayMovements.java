package io.sluice.inventory.flash;

import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.Gate.Step;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Feeds the gate what PostgreSQL committed. Each round asks the gate where it is and goes on from there, so that one that
 * forgot something, or everything, catches up though nothing else happens. The gate takes a step only if it is its next: a
 * relay that is late, doubled or has died harms nobody. Where nothing is loaded, it loads.
 */
@ApplicationScoped
class RelayMovements {

    /** Pools at a time. */
    private static final int AT_ONCE = 8;

    private final Gate gate;
    private final Steps steps;
    private final LoadPool loader;
    private volatile long lag;

    RelayMovements(Gate gate, Steps steps, LoadPool loader) {
        this.gate = gate;
        this.steps = steps;
        this.loader = loader;
    }

    /** One round. Answers whether there was anything to feed: then there may be more. */
    Uni<Boolean> relay() {
        return steps.pools()
                .chain(pools -> applied(pools)
                        .chain(applied -> load(pools.keySet(), applied)
                                .chain(() -> steps.after(applied))
                                .chain(this::feed)));
    }

    /** Committed movements that the gate had not followed when the last round looked: the sum of all pools. */
    long lag() {
        return lag;
    }

    /** Where the gate is. For all that is known, one that does not answer has followed nothing. */
    private Uni<Map<Long, Long>> applied(Map<Long, Long> pools) {
        return gate.applied(List.copyOf(pools.keySet()))
                .invoke(applied -> lag = behind(pools, applied))
                .onFailure()
                .invoke(_ -> lag = behind(pools, Map.of()));
    }

    private static long behind(Map<Long, Long> pools, Map<Long, Long> applied) {
        return pools.entrySet().stream()
                .mapToLong(pool -> Math.max(0, pool.getValue() - applied.getOrDefault(pool.getKey(), 0L)))
                .sum();
    }

    /** What is loaded is as PostgreSQL has it: there is nothing to feed it yet. */
    private Uni<Void> load(Set<Long> pools, Map<Long, Long> applied) {
        return Multi.createFrom()
                .iterable(pools)
                .filter(pool -> !applied.containsKey(pool))
                .onItem()
                .transformToUniAndConcatenate(loader::load)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Boolean> feed(Map<Long, List<Step>> news) {
        return Multi.createFrom()
                .iterable(news.entrySet())
                .onItem()
                .transformToUni(pool -> gate.apply(pool.getKey(), pool.getValue()))
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni()
                .replaceWith(!news.isEmpty());
    }
}
