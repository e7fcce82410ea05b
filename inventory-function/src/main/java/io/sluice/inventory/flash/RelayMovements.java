package io.sluice.inventory.flash;

import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.Gate.Snapshot;
import io.sluice.inventory.gate.Gate.Step;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Feeds the gate what PostgreSQL committed. The gate takes a step only if it is its next, and says where it is: a relay that
 * is late, doubled or has died harms nobody, and the next one goes on from there. Where nothing is loaded, it loads.
 */
@ApplicationScoped
class RelayMovements {

    /** Pools at a time. */
    private static final int AT_ONCE = 8;

    private final Gate gate;
    private final Steps steps;
    private final LoadPool loader;

    /** Where the gate said it is; only a hint of what to read. */
    private final Map<Long, Long> positions = new ConcurrentHashMap<>();

    /** The pool whose position was doubted last. */
    private volatile long doubted;

    RelayMovements(Gate gate, Steps steps, LoadPool loader) {
        this.gate = gate;
        this.steps = steps;
        this.loader = loader;
    }

    /** One round. Answers whether there was anything to feed: then there may be more. */
    Uni<Boolean> relay() {
        return steps.pools()
                .invoke(pools -> positions.keySet().retainAll(pools))
                .chain(pools -> each(pools.stream()
                                .filter(pool -> !positions.containsKey(pool))
                                .toList())
                        .chain(() -> steps.after(new HashMap<>(positions)))
                        .invoke(news -> doubtOne(pools, news.keySet()))
                        .chain(this::feed));
    }

    /**
     * A gate that was emptied or fell back says so only when it is fed. So each round one of the pools that have no news is
     * forgotten, in turn, and the next round asks where it is.
     */
    private void doubtOne(List<Long> pools, Set<Long> withNews) {
        var quiet =
                pools.stream().filter(pool -> !withNews.contains(pool)).sorted().toList();
        quiet.stream()
                .filter(pool -> pool > doubted)
                .findFirst()
                .or(() -> quiet.stream().findFirst())
                .ifPresent(pool -> {
                    positions.remove(pool);
                    doubted = pool;
                });
    }

    /** Finds out where the gate is. */
    private Uni<Void> each(List<Long> unknown) {
        return Multi.createFrom()
                .iterable(unknown)
                .onItem()
                .transformToUniAndConcatenate(pool -> gate.figures(pool)
                        .chain(figures ->
                                figures.isPresent() ? at(pool, figures.get().applied()) : load(pool)))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Boolean> feed(Map<Long, List<Step>> news) {
        return Multi.createFrom()
                .iterable(news.entrySet())
                .onItem()
                .transformToUni(pool ->
                        gate.apply(pool.getKey(), pool.getValue()).chain(reached -> follow(pool.getKey(), reached)))
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni()
                .replaceWith(!news.isEmpty());
    }

    private Uni<Void> follow(long pool, OptionalLong reached) {
        return reached.isPresent() ? at(pool, reached.getAsLong()) : load(pool);
    }

    private Uni<Void> load(long pool) {
        return loader.load(pool)
                .chain(snapshot -> snapshot.map(Snapshot::seq)
                        .map(seq -> at(pool, seq))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> at(long pool, long seq) {
        positions.put(pool, seq);
        return Uni.createFrom().voidItem();
    }
}
