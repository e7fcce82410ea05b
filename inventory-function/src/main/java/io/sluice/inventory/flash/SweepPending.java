package io.sluice.inventory.flash;

import io.sluice.inventory.flash.Expiry.Lapsed;
import io.sluice.inventory.gate.Folding;
import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.Gate.Pending;
import io.sluice.inventory.gate.Gate.PendingPage;
import io.sluice.inventory.gate.Gate.Settled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks after admissions that have waited for longer than anybody waits: whoever admitted them died, or their decision was
 * passed unseen. Each gets its answer in PostgreSQL, and its units come free in the gate.
 */
@ApplicationScoped
class SweepPending {

    /** Admissions per transaction. */
    private static final int BATCH = 500;

    private final Gate gate;
    private final Expiry expiry;
    private final Duration after;

    SweepPending(Gate gate, Expiry expiry, FlashConfig config) {
        this.gate = gate;
        this.expiry = expiry;
        this.after = config.sweepAfter();
    }

    /** Goes through all that is pending in the pool once. Answers how many admissions were dropped. */
    Uni<Integer> sweep(UUID sale, long pool) {
        return sweep(sale, pool, Optional.empty());
    }

    private Uni<Integer> sweep(UUID sale, long pool, Optional<String> cursor) {
        return gate.pending(pool, cursor)
                .chain(page -> lookAfter(sale, pool, old(page))
                        .chain(count -> page.next().isEmpty()
                                ? Uni.createFrom().item(count)
                                : sweep(sale, pool, page.next()).map(more -> count + more)));
    }

    private List<Pending> old(PendingPage page) {
        return page.pending().stream()
                .filter(pending -> pending.admittedAt().plus(after).isBefore(page.now()))
                .toList();
    }

    private Uni<Integer> lookAfter(UUID sale, long pool, List<Pending> old) {
        if (old.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        var batch = old.subList(0, Math.min(BATCH, old.size()));
        var lapsed = batch.stream().map(pending -> lapsed(sale, pending)).toList();
        return expiry.expire(pool, lapsed)
                .chain(settled -> settle(pool, settled))
                .chain(count -> lookAfter(sale, pool, old.subList(batch.size(), old.size()))
                        .map(more -> count + more));
    }

    private Uni<Integer> settle(long pool, List<Settled> settled) {
        return settled.isEmpty()
                ? Uni.createFrom().item(0)
                : gate.settle(pool, settled).map(SweepPending::dropped);
    }

    /** Those that wait for the relay are met again by the next sweep. */
    private static int dropped(Folding said) {
        return switch (said) {
            case Folding.Done(var number) -> (int) number;
            case Folding.NotLoaded() -> 0;
        };
    }

    private static Lapsed lapsed(UUID sale, Pending pending) {
        return new Lapsed(pending.order(), pending.userId(), sale, pending.fingerprint(), pending.admittedAt());
    }
}
