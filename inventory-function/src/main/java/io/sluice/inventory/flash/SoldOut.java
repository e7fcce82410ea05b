package io.sluice.inventory.flash;

import io.sluice.inventory.gate.Gate;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pools that are known to be sold out, in memory: most of a sale's requests come when nothing is left. A flag is set by the
 * gate's answer or by PostgreSQL's figures, and goes at the next look after something came free.
 */
@ApplicationScoped
class SoldOut {

    /** Pools looked after at a time. */
    private static final int AT_ONCE = 8;

    private final Gate gate;
    private final Set<Long> flags = ConcurrentHashMap.newKeySet();

    SoldOut(Gate gate) {
        this.gate = gate;
    }

    boolean is(long pool) {
        return flags.contains(pool);
    }

    void set(long pool) {
        flags.add(pool);
    }

    /** @param decided pools of which nothing is left in PostgreSQL; of others the gate may know of units that wait */
    Uni<Void> refresh(Collection<Long> decided) {
        var doubtful = flags.stream().filter(pool -> !decided.contains(pool)).toList();
        flags.addAll(decided);
        return Multi.createFrom()
                .iterable(doubtful)
                .onItem()
                .transformToUni(this::lookAfter)
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    /** Where nothing is loaded, or Redis is away, the next request finds out. */
    private Uni<Void> lookAfter(long pool) {
        return gate.figures(pool)
                .map(figures -> figures.isPresent() && figures.get().left() <= 0)
                .onFailure()
                .recoverWithItem(false)
                .invoke(stays -> {
                    if (!stays) {
                        flags.remove(pool);
                    }
                })
                .replaceWithVoid();
    }
}
