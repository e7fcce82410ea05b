package io.sluice.inventory.flash;

import io.sluice.inventory.domain.Sale;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Looks after the admissions of all sales that Redis has data of. */
@ApplicationScoped
class SweepSales {

    private record Share(UUID sale, long pool) {}

    private final Sales sales;
    private final SweepPending sweeper;
    private final SaleClock clock;
    private final FlashMetrics metrics;
    private final FlashConfig config;
    private final Turns<Share> sweeps = new Turns<>("sweep");

    SweepSales(Sales sales, SweepPending sweeper, SaleClock clock, FlashMetrics metrics, FlashConfig config) {
        this.sales = sales;
        this.sweeper = sweeper;
        this.clock = clock;
        this.metrics = metrics;
        this.config = config;
    }

    Uni<Void> sweep() {
        var shares = sales.list().stream()
                .filter(this::mayHaveAdmissions)
                .flatMap(sale -> sale.items().stream().map(item -> new Share(sale.id(), item.poolId())))
                .toList();
        return sweeps.each(shares, 1, this::sweep).replaceWithVoid();
    }

    private boolean mayHaveAdmissions(Sale sale) {
        var now = clock.now();
        return sale.startsAt().isBefore(now)
                && sale.closesAt().plus(config.patience()).plus(config.keep()).isAfter(now);
    }

    private Uni<Integer> sweep(Share share) {
        return sweeper.sweep(share.sale(), share.pool()).invoke(metrics::countSwept);
    }
}
