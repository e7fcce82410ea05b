package io.sluice.inventory.domain;

import io.sluice.contracts.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A flash sale.
 *
 * @param endsAt as announced
 * @param cancelledAt or null
 * @param paymentWindow how long its orders may stay unpaid
 */
public record Sale(
        UUID id,
        String name,
        Instant startsAt,
        Instant endsAt,
        Instant cancelledAt,
        Duration paymentWindow,
        List<Item> items) {

    /**
     * A SKU in the sale.
     *
     * @param poolId the pool of its units
     * @param quantity units that were set aside for the sale
     * @param price of one
     * @param perUserLimit units that one user may have, held and sold
     */
    public record Item(String sku, long poolId, long quantity, Money price, int perUserLimit) {}

    /** When admission really ends: a cancellation may come before the announced end. */
    public Instant closesAt() {
        return cancelledAt != null && cancelledAt.isBefore(endsAt) ? cancelledAt : endsAt;
    }

    /** Where it is at {@code now}. */
    public SaleStatus status(Instant now) {
        if (cancelledAt != null) {
            return SaleStatus.CANCELLED;
        }
        if (now.isBefore(startsAt)) {
            return SaleStatus.SCHEDULED;
        }
        return now.isBefore(endsAt) ? SaleStatus.OPEN : SaleStatus.ENDED;
    }

    /** The item of {@code sku}, if the sale has it. */
    public Optional<Item> item(String sku) {
        return items.stream().filter(item -> item.sku().equals(sku)).findFirst();
    }
}
