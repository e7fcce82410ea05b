package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.inventory.StockChange.BelowZero;
import io.sluice.inventory.StockChange.Changed;
import io.sluice.inventory.StockChange.Reused;
import io.sluice.inventory.domain.Move;
import io.sluice.inventory.domain.Movement;
import io.sluice.inventory.domain.Pool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes in units that arrived, or takes out units that are missing, once per adjustment. */
@ApplicationScoped
class AdjustStock {

    private final AdjustmentStore adjustments;
    private final PoolStore pools;
    private final Ledger ledger;

    AdjustStock(AdjustmentStore adjustments, PoolStore pools, Ledger ledger) {
        this.adjustments = adjustments;
        this.pools = pools;
        this.ledger = ledger;
    }

    Uni<StockChange> adjust(Adjustment adjustment) {
        return Panache.withTransaction(
                () -> adjustments.add(adjustment).chain(added -> added ? apply(adjustment) : repeat(adjustment)));
    }

    private Uni<StockChange> apply(Adjustment adjustment) {
        return pools.lockOrCreate(adjustment.sku()).chain(pool -> {
            var move = Move.adjust(pool.id(), adjustment.delta());
            var after = pool.after(move);
            return after.isSound() ? write(move, after) : refuse();
        });
    }

    private Uni<StockChange> write(Move move, Pool after) {
        return ledger.write(List.of(new Movement(move, Movement.Reason.ADJUSTED, List.of())))
                .replaceWith(new Changed(after));
    }

    /** Leaves no trace: neither a pool nor a used id. */
    private static Uni<StockChange> refuse() {
        return Panache.currentTransaction()
                .invoke(Mutiny.Transaction::markForRollback)
                .replaceWith(new BelowZero());
    }

    private Uni<StockChange> repeat(Adjustment adjustment) {
        return adjustments
                .findById(adjustment.id())
                .chain(first -> first.asksTheSameAs(adjustment)
                        ? pools.lockOrCreate(adjustment.sku()).map(Changed::new)
                        : Uni.createFrom().item(new Reused()));
    }
}
