package io.sluice.inventory.flash;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.inventory.InventoryConfig;
import io.sluice.inventory.Ledger;
import io.sluice.inventory.PoolStore;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Shelf;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Ends sales whose last request has been decided: what is left moves back to the ordinary stock, once, and from then on each
 * unit that comes free goes there too.
 */
@ApplicationScoped
class EndSales {

    private static final Logger LOG = Logger.getLogger(EndSales.class);

    /** Sales per round; each is one transaction of a few rows. */
    private static final int BATCH = 20;

    private final SaleStore sales;
    private final PoolStore pools;
    private final Ledger ledger;
    private final FlashConfig config;
    private final InventoryConfig inventory;
    private final Turns<UUID> ends = new Turns<>("the end");

    EndSales(SaleStore sales, PoolStore pools, Ledger ledger, FlashConfig config, InventoryConfig inventory) {
        this.sales = sales;
        this.pools = pools;
        this.ledger = ledger;
        this.config = config;
        this.inventory = inventory;
    }

    /** One round. Answers whether there may be more. */
    Uni<Boolean> endThoseThatAreOver() {
        return apart(() -> Panache.withSession(() -> sales.toEnd(config.patience(), BATCH)))
                .chain(due -> ends.each(due, 1, this::end).replaceWith(due.size() == BATCH));
    }

    /** Does nothing if it has been ended. */
    Uni<Void> end(UUID id) {
        return apart(() -> transaction(id));
    }

    /** In a context of its own, because what does not end keeps its session. */
    private <T> Uni<T> apart(Supplier<Uni<T>> work) {
        return Outbox.inTime(inventory.patience(), Outbox.apart(work));
    }

    private Uni<Void> transaction(UUID id) {
        return Panache.withTransaction(() -> sales.find(id)
                .chain(found -> lock(found.orElseThrow())
                        .chain(locked -> sales.end(id)
                                .chain(first -> first
                                        ? giveBack(found.get(), locked)
                                        : Uni.createFrom().voidItem()))));
    }

    /** The sale's pools first, then the ordinary ones, like everybody. */
    private Uni<List<Pool>> lock(Sale sale) {
        var shares = sale.items().stream().map(Sale.Item::poolId).toList();
        var skus = sale.items().stream().map(Sale.Item::sku).sorted().toList();
        return pools.lockShares(shares)
                .chain(locked -> pools.lockOrdinary(skus)
                        .map(ordinary -> Stream.concat(locked.stream(), ordinary.stream())
                                .toList()));
    }

    private Uni<Void> giveBack(Sale sale, List<Pool> locked) {
        var shelf = new Shelf(locked);
        sale.items().forEach(item -> shelf.end(item.poolId()));
        LOG.infof("sale %s has ended: what is left of it moves back", sale.id());
        return ledger.write(shelf.movements());
    }
}
