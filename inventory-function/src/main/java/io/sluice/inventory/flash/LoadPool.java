package io.sluice.inventory.flash;

import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.Gate.Figures;
import io.sluice.inventory.gate.Gate.Pending;
import io.sluice.inventory.gate.Gate.Settled;
import io.sluice.inventory.gate.Gate.Snapshot;
import io.sluice.inventory.gate.Loading;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Brings a pool's figures from PostgreSQL to the gate. What the gate had followed is read before PostgreSQL is: only so can
 * it be told whether it is beyond PostgreSQL, or has just moved on.
 */
@ApplicationScoped
class LoadPool {

    /** A gate that is emptied again and again while it is loaded has other trouble. */
    private static final int ATTEMPTS = 3;

    private final Gate gate;
    private final Snapshots snapshots;

    LoadPool(Gate gate, Snapshots snapshots) {
        this.gate = gate;
        this.snapshots = snapshots;
    }

    /** Answers what the gate said, at last; empty if nobody needs the pool any more. */
    Uni<Optional<Loading>> load(long pool) {
        return load(pool, ATTEMPTS);
    }

    private Uni<Optional<Loading>> load(long pool, int attempts) {
        return attempt(pool)
                .chain(said -> said.filter(Loading.Lost.class::isInstance).isPresent() && attempts > 1
                        ? load(pool, attempts - 1)
                        : Uni.createFrom().item(said));
    }

    private Uni<Optional<Loading>> attempt(long pool) {
        return gate.figures(pool)
                .map(LoadPool::applied)
                .chain(seen -> snapshots
                        .of(pool)
                        .chain(snapshot -> snapshot.map(
                                        found -> offer(found, seen).map(Optional::of))
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    private Uni<Loading> offer(Snapshot snapshot, OptionalLong seen) {
        return gate.load(snapshot, seen)
                .call(said -> said instanceof Loading.Loaded
                        ? settle(snapshot, Optional.empty())
                        : Uni.createFrom().voidItem());
    }

    /**
     * What waits in the gate and is decided in the snapshot: the movement that would drop it is behind what was loaded. It
     * would keep its units from others until it is swept.
     */
    private Uni<Void> settle(Snapshot snapshot, Optional<String> cursor) {
        return gate.pending(snapshot.pool(), cursor)
                .chain(page -> settle(snapshot, page.pending())
                        .chain(() ->
                                page.next().isEmpty() ? Uni.createFrom().voidItem() : settle(snapshot, page.next())));
    }

    private Uni<Void> settle(Snapshot snapshot, List<Pending> pending) {
        var decided = pending.stream()
                .filter(waiting -> snapshot.decided().containsKey(waiting.order()))
                .map(waiting -> new Settled(waiting.order(), snapshot.seq()))
                .toList();
        return decided.isEmpty()
                ? Uni.createFrom().voidItem()
                : gate.settle(snapshot.pool(), decided).replaceWithVoid();
    }

    private static OptionalLong applied(Optional<Figures> figures) {
        return figures.map(known -> OptionalLong.of(known.applied())).orElseGet(OptionalLong::empty);
    }
}
