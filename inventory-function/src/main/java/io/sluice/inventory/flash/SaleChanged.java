package io.sluice.inventory.flash;

import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.gate.Loading;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Spreads the news of a sale that an operator made or cancelled: to this instance's cache and to the gate, so that it takes
 * effect at once. If it cannot be spread now, the loops do it.
 */
@ApplicationScoped
class SaleChanged {

    private static final Logger LOG = Logger.getLogger(SaleChanged.class);

    /** How long an operator waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Sales sales;
    private final LoadPool loader;
    private final SaleClock clock;
    private final FlashConfig config;

    SaleChanged(Sales sales, LoadPool loader, SaleClock clock, FlashConfig config) {
        this.sales = sales;
        this.loader = loader;
        this.clock = clock;
        this.config = config;
    }

    Uni<Void> isKnown(Sale sale) {
        return sales.refresh()
                .chain(() -> isSoon(sale) ? load(sale) : Uni.createFrom().voidItem())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(trouble -> LOG.warnf("sale %s is left to the loops: %s", sale.id(), trouble.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private boolean isSoon(Sale sale) {
        return sale.startsAt().minus(config.preheat()).isBefore(clock.now());
    }

    private Uni<Void> load(Sale sale) {
        return Multi.createFrom()
                .iterable(sale.items())
                .onItem()
                .transformToUniAndConcatenate(item -> loader.load(item.poolId()))
                .onItem()
                .invoke(said -> said.ifPresent(SaleChanged::requireLoaded))
                .onItem()
                .ignoreAsUni();
    }

    private static void requireLoaded(Loading said) {
        switch (said) {
            case Loading.Loaded(), Loading.AsGood() -> {}
            case Loading.Lost() -> throw new IllegalStateException("Redis was emptied while it was loaded");
        }
    }
}
