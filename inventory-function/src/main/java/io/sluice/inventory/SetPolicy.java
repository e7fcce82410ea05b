package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.inventory.StockChange.BelowZero;
import io.sluice.inventory.StockChange.Changed;
import io.sluice.inventory.domain.Pool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Says whether a SKU ever runs out, and when an operator wants a warning; also before the first units arrive. */
@ApplicationScoped
class SetPolicy {

    private final PoolStore pools;

    SetPolicy(PoolStore pools) {
        this.pools = pools;
    }

    /** @param warnBelow null: never warn */
    Uni<StockChange> set(String sku, boolean infinite, Long warnBelow) {
        return Panache.withTransaction(() -> pools.lockOrCreate(sku)
                .map(pool -> pool.under(infinite, warnBelow))
                .chain(pool -> pool.isSound() ? write(pool) : refuse()));
    }

    private Uni<StockChange> write(Pool pool) {
        return pools.setPolicy(pool).replaceWith(new Changed(pool));
    }

    /** More of an infinite pool is held and sold than was ever delivered: it cannot become finite as it is. */
    private static Uni<StockChange> refuse() {
        return Panache.currentTransaction()
                .invoke(Mutiny.Transaction::markForRollback)
                .replaceWith(new BelowZero());
    }
}
