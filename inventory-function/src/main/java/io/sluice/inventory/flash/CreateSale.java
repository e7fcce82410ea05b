package io.sluice.inventory.flash;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.inventory.Ledger;
import io.sluice.inventory.PoolStore;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Shelf;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a flash sale: its units move out of the ordinary stock in the same transaction, or there is none. */
@ApplicationScoped
class CreateSale {

    private final SaleStore sales;
    private final PoolStore pools;
    private final Ledger ledger;

    CreateSale(SaleStore sales, PoolStore pools, Ledger ledger) {
        this.sales = sales;
        this.pools = pools;
        this.ledger = ledger;
    }

    /** @param wanted whose items have no pools yet; each SKU once */
    Uni<SaleChange> create(Sale wanted, String who) {
        var skus = wanted.items().stream().map(Sale.Item::sku).sorted().toList();
        return Panache.withTransaction(() -> pools.lockOrdinary(skus)
                .chain(ordinary -> sales.taken(skus).chain(taken -> decide(wanted, who, ordinary, taken))));
    }

    /** Whoever makes a sale locks the ordinary pools first: nobody else takes one of the SKUs meanwhile. */
    private Uni<SaleChange> decide(Sale wanted, String who, List<Pool> ordinary, List<String> taken) {
        if (!taken.isEmpty()) {
            return Uni.createFrom().item(new SaleChange.InAnotherSale(taken));
        }
        var scarce = scarce(wanted, ordinary);
        return scarce.isEmpty()
                ? write(wanted, who, ordinary)
                : Uni.createFrom().item(new SaleChange.OutOfStock(scarce));
    }

    private static List<String> scarce(Sale wanted, List<Pool> ordinary) {
        var bySku = ordinary.stream().collect(Collectors.toMap(Pool::sku, Function.identity()));
        return wanted.items().stream()
                .filter(item -> !canGive(bySku.get(item.sku()), item.quantity()))
                .map(Sale.Item::sku)
                .sorted()
                .toList();
    }

    private static boolean canGive(Pool ordinary, long quantity) {
        return ordinary != null && !ordinary.infinite() && ordinary.available() >= quantity;
    }

    private Uni<SaleChange> write(Sale wanted, String who, List<Pool> ordinary) {
        var skus = wanted.items().stream().map(Sale.Item::sku).toList();
        return sales.add(wanted, who)
                .chain(() -> sales.addPools(wanted.id(), skus))
                .chain(ids -> {
                    var sale = withPools(wanted, ids);
                    return sales.addItems(sale)
                            .chain(() -> ledger.write(moved(sale, ordinary).movements()))
                            .replaceWith(new SaleChange.Done(sale));
                });
    }

    private static Shelf moved(Sale sale, List<Pool> ordinary) {
        var shares = sale.items().stream().map(item -> share(sale, item));
        var shelf = new Shelf(Stream.concat(ordinary.stream(), shares).toList());
        sale.items().forEach(item -> shelf.begin(item.poolId(), item.quantity()));
        return shelf;
    }

    private static Pool share(Sale sale, Sale.Item item) {
        return new Pool(item.poolId(), item.sku(), sale.id(), 0, 0, 0, false, null, false);
    }

    private static Sale withPools(Sale sale, Map<String, Long> pools) {
        var items = new TreeMap<String, Sale.Item>();
        sale.items()
                .forEach(item -> items.put(
                        item.sku(),
                        new Sale.Item(
                                item.sku(),
                                pools.get(item.sku()),
                                item.quantity(),
                                item.price(),
                                item.perUserLimit())));
        return new Sale(
                sale.id(),
                sale.name(),
                sale.startsAt(),
                sale.endsAt(),
                sale.cancelledAt(),
                sale.paymentWindow(),
                List.copyOf(items.values()));
    }
}
