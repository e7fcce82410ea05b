package io.sluice.inventory.flash;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.inventory.PoolStore;
import io.sluice.inventory.domain.Sale;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Closes a sale before its time. Orders that were placed stand; what is left moves back as at any sale's end. */
@ApplicationScoped
class CancelSale {

    private final SaleStore sales;
    private final PoolStore pools;

    CancelSale(SaleStore sales, PoolStore pools) {
        this.sales = sales;
        this.pools = pools;
    }

    Uni<SaleChange> cancel(UUID id, String who) {
        return Panache.withTransaction(() -> sales.find(id)
                .chain(found -> found.map(sale -> cancel(sale, who))
                        .orElseGet(() -> Uni.createFrom().item(new SaleChange.Missing()))));
    }

    /** Under the pools' locks: a decision that is under way ends before, and the next one knows the new end. */
    private Uni<SaleChange> cancel(Sale sale, String who) {
        return pools.lockShares(poolsOf(sale))
                .chain(() -> sales.cancel(sale.id(), who))
                .chain(_ -> sales.find(sale.id()).map(found -> answer(found.orElseThrow())));
    }

    private static List<Long> poolsOf(Sale sale) {
        return sale.items().stream().map(Sale.Item::poolId).toList();
    }

    private static SaleChange answer(Sale sale) {
        return sale.cancelledAt() == null ? new SaleChange.Over() : new SaleChange.Done(sale);
    }
}
