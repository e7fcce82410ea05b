package io.sluice.inventory.flash;

import io.sluice.inventory.domain.Sale;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks after the admissions of all sales that Redis has data of. */
@ApplicationScoped
class SweepSales {

    private final Sales sales;
    private final SweepPending sweeper;
    private final SaleClock clock;
    private final FlashMetrics metrics;
    private final FlashConfig config;

    SweepSales(Sales sales, SweepPending sweeper, SaleClock clock, FlashMetrics metrics, FlashConfig config) {
        this.sales = sales;
        this.sweeper = sweeper;
        this.clock = clock;
        this.metrics = metrics;
        this.config = config;
    }

    Uni<Void> sweep() {
        return Multi.createFrom()
                .iterable(sales.list())
                .filter(this::mayHaveAdmissions)
                .onItem()
                .transformToUniAndConcatenate(this::sweep)
                .onItem()
                .ignoreAsUni();
    }

    private boolean mayHaveAdmissions(Sale sale) {
        var now = clock.now();
        return sale.startsAt().isBefore(now)
                && sale.closesAt().plus(config.patience()).plus(config.keep()).isAfter(now);
    }

    private Uni<Void> sweep(Sale sale) {
        return Multi.createFrom()
                .iterable(sale.items())
                .onItem()
                .transformToUniAndConcatenate(item -> sweeper.sweep(sale.id(), item.poolId()))
                .onItem()
                .invoke(metrics::countSwept)
                .onItem()
                .ignoreAsUni();
    }
}
