package io.sluice.inventory.flash;

import io.sluice.contracts.Money;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.SaleStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Renders sales for clients, with the time of the clock that opens them: they can count down. */
@ApplicationScoped
class SaleViews {

    /** A sale as everybody may see it. */
    record SaleView(
            UUID id,
            String name,
            SaleStatus status,
            Instant startsAt,
            Instant endsAt,
            Duration paymentWindow,
            Instant serverTime,
            List<ItemView> items) {}

    /** A SKU in it. */
    record ItemView(String sku, long quantity, Money price, int perUserLimit, boolean soldOut) {}

    private final SaleClock clock;
    private final KnownPools pools;

    SaleViews(SaleClock clock, KnownPools pools) {
        this.clock = clock;
        this.pools = pools;
    }

    SaleView of(Sale sale) {
        var now = clock.now();
        return new SaleView(
                sale.id(),
                sale.name(),
                sale.status(now),
                sale.startsAt(),
                sale.endsAt(),
                sale.paymentWindow(),
                now,
                sale.items().stream().map(this::item).toList());
    }

    Instant now() {
        return clock.now();
    }

    private ItemView item(Sale.Item item) {
        return new ItemView(
                item.sku(), item.quantity(), item.price(), item.perUserLimit(), pools.isSoldOut(item.poolId()));
    }
}
