package io.sluice.inventory.domain;

import io.sluice.contracts.Address;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A request that a flash sale admitted, with all that its order will need: nothing must be looked up later. It travels on
 * the internal topic {@code flash-requests}, whose key is the pool's id.
 *
 * @param poolId of which units are wanted
 * @param quantity units, 1 or more
 * @param unitPrice what one unit costs in the sale
 * @param paymentWindow how long the order may stay unpaid
 * @param address where it goes, or null
 * @param fingerprint of what was asked for
 * @param admittedAt by the clock of Redis; patience counts from here
 */
public record FlashRequest(
        OrderId orderId,
        UUID saleId,
        long poolId,
        String sku,
        String userId,
        int quantity,
        Money unitPrice,
        Duration paymentWindow,
        Address address,
        String fingerprint,
        Instant admittedAt) {

    /**
     * @throws NullPointerException if a field is missing
     * @throws IllegalArgumentException if {@code quantity} is not positive
     */
    public FlashRequest {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(saleId, "saleId");
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(unitPrice, "unitPrice");
        Objects.requireNonNull(paymentWindow, "paymentWindow");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(admittedAt, "admittedAt");
        if (quantity < 1) {
            throw new IllegalArgumentException("a request is for at least one unit, not " + quantity);
        }
    }
}
