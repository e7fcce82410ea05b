package io.sluice.inventory.domain;

import io.sluice.contracts.RefundId;
import java.util.Map;

/**
 * What one refund gives back: once, however often it is said.
 *
 * @param units by SKU, each 1 or more
 */
public record Goods(RefundId refund, Map<String, Long> units) {

    /** Copies the units. */
    public Goods {
        units = Map.copyOf(units);
    }
}
