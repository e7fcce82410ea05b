package io.sluice.inventory.flash;

import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.Gate.Figures;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of pools in memory: whether one is sold out, because most of a sale's requests come when nothing is left, and
 * how many requests wait for their decision. Both are learned from the gate's answers, and looked after when nobody asks it any
 * more: a flag goes after something came free, and what waits falls.
 */
@ApplicationScoped
class KnownPools {

    /** Pools looked after at a time. */
    private static final int AT_ONCE = 8;

    private final Gate gate;
    private final Set<Long> soldOut = ConcurrentHashMap.newKeySet();

    /** Without those where nothing waits, so that it is no longer than there are sales under way. */
    private final Map<Long, Long> waiting = new ConcurrentHashMap<>();

    KnownPools(Gate gate) {
        this.gate = gate;
    }

    boolean isSoldOut(long pool) {
        return soldOut.contains(pool);
    }

    /** Requests for all pools that waited for their decision when the gate was last asked. */
    long waiting() {
        return waiting.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The gate said that {@code left} units can still be admitted, and {@code requests} wait. */
    void learn(long pool, long left, long requests) {
        if (left <= 0) {
            soldOut.add(pool);
        }
        if (requests > 0) {
            waiting.put(pool, requests);
        } else {
            waiting.remove(pool);
        }
    }

    /** @param decided pools of which nothing is left in PostgreSQL; of others the gate may know of units that wait */
    Uni<Void> refresh(Collection<Long> decided) {
        var looks = new HashSet<>(soldOut);
        looks.removeAll(decided);
        looks.addAll(waiting.keySet());
        soldOut.addAll(decided);
        return Multi.createFrom()
                .iterable(looks)
                .onItem()
                .transformToUni(pool -> lookAfter(pool, !decided.contains(pool)))
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    /** Where Redis is away, the next request finds out; what waited there waits on. */
    private Uni<Void> lookAfter(long pool, boolean mayBeFree) {
        return gate.figures(pool)
                .invoke(found -> learn(pool, found, mayBeFree))
                .onFailure()
                .invoke(() -> free(pool, mayBeFree))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Where nothing is loaded, the next request finds out; nothing waits there. */
    private void learn(long pool, Optional<Figures> found, boolean mayBeFree) {
        var left = found.map(Figures::left).orElse(1L);
        free(pool, mayBeFree && left > 0);
        learn(pool, left, found.map(Figures::waiting).orElse(0L));
    }

    private void free(long pool, boolean isFree) {
        if (isFree) {
            soldOut.remove(pool);
        }
    }
}
