package io.sluice.inventory.flash;

import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Shelf;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The transactions that cancel sales and end them, as {@link CancelSale} and {@link EndSales} have them. */
final class SimSaleEnds {

    private final SimTables tables;
    private final SimClock clock;
    private final Duration patience;

    SimSaleEnds(SimTables tables, SimClock clock, Duration patience) {
        this.tables = tables;
        this.clock = clock;
        this.patience = patience;
    }

    /** Sales that closed so long ago that nothing is under way any more. */
    List<UUID> due() {
        return tables.sales().stream()
                .filter(sale -> !tables.isEnded(sale))
                .filter(sale -> sale.closesAt().plus(patience).isBefore(clock.now()))
                .map(Sale::id)
                .toList();
    }

    /** Does nothing if it has been ended. */
    void end(UUID id) {
        var sale = tables.sale(id);
        if (tables.isEnded(sale)) {
            return;
        }
        var skus = sale.items().stream().map(Sale.Item::sku).toList();
        var shelf = new Shelf(
                Stream.concat(pools(sale), tables.ordinary(skus)).distinct().toList());
        sale.items().forEach(item -> shelf.end(item.poolId()));
        tables.write(shelf.movements());
        tables.end(id);
    }

    private Stream<Pool> pools(Sale sale) {
        return sale.items().stream().map(item -> tables.pool(item.poolId()).orElseThrow());
    }

    /** Closes the sale now, if it is not over. */
    void cancel(UUID id) {
        var sale = tables.sale(id);
        if (sale.cancelledAt() == null && sale.endsAt().isAfter(clock.now())) {
            tables.put(new Sale(
                    sale.id(),
                    sale.name(),
                    sale.startsAt(),
                    sale.endsAt(),
                    clock.now(),
                    sale.paymentWindow(),
                    sale.items()));
        }
    }
}
