package io.sluice.inventory.domain;

import io.sluice.contracts.RefundId;
import java.util.Map;

/**
 * What one refund gives back: once, however often it is said.
 *
 * @param units by SKU, each 1 or more
 */
public record Goods(RefundId refund, Map<String, Long> units) {

    /** @throws IllegalArgumentException unless each is 1 or more */
    public Goods {
        units = Map.copyOf(units);
        if (units.values().stream().anyMatch(quantity -> quantity < 1)) {
            throw new IllegalArgumentException("a refund gives back 1 or more of each SKU: " + units);
        }
    }
}
