package io.sluice.inventory.flash;

import io.sluice.contracts.Address;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.gate.Gate.Ask;
import java.time.Instant;

/** What somebody wants of a flash sale. */
record Wish(
        Sale sale, Sale.Item item, OrderId order, String userId, int quantity, Address address, String fingerprint) {

    Ask ask(int pollAfterMillis) {
        return new Ask(order, userId, quantity, fingerprint, pollAfterMillis);
    }

    FlashRequest admittedAt(Instant at) {
        return new FlashRequest(
                order,
                sale.id(),
                item.poolId(),
                item.sku(),
                userId,
                quantity,
                item.price(),
                sale.paymentWindow(),
                address,
                fingerprint,
                at);
    }
}
