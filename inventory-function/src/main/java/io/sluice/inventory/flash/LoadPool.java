package io.sluice.inventory.flash;

import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.Gate.Figures;
import io.sluice.inventory.gate.Gate.Snapshot;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Brings a pool's figures from PostgreSQL to the gate. What the gate had followed is read before PostgreSQL is: only so can
 * it be told whether it is beyond PostgreSQL, or has just moved on.
 */
@ApplicationScoped
class LoadPool {

    private final Gate gate;
    private final Snapshots snapshots;

    LoadPool(Gate gate, Snapshots snapshots) {
        this.gate = gate;
        this.snapshots = snapshots;
    }

    /** Answers what was loaded, or offered; empty if nobody needs the pool any more. */
    Uni<Optional<Snapshot>> load(long pool) {
        return gate.figures(pool)
                .map(LoadPool::applied)
                .chain(seen -> snapshots
                        .of(pool)
                        .call(snapshot -> snapshot.map(found -> gate.load(found, seen))
                                .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private static OptionalLong applied(Optional<Figures> figures) {
        return figures.map(known -> OptionalLong.of(known.applied())).orElseGet(OptionalLong::empty);
    }
}
