package io.sluice.inventory.domain;

import io.sluice.contracts.RefundId;
import java.util.HashMap;
import java.util.Map;

/**
 * What an order has or had of a pool.
 *
 * @param quantity units that it got
 * @param returns units that came back, by the refund that gave them back
 */
public record Part(long poolId, String sku, long quantity, Map<RefundId, Long> returns) {

    /** Copies the returns. */
    public Part {
        returns = Map.copyOf(returns);
    }

    /** Of which nothing has come back. */
    public Part(long poolId, String sku, long quantity) {
        this(poolId, sku, quantity, Map.of());
    }

    /** Units that the order still has. */
    public long left() {
        return quantity - returns.values().stream().mapToLong(Long::longValue).sum();
    }

    /** After {@code refund} gave {@code units} of it back. */
    public Part after(RefundId refund, long units) {
        var more = new HashMap<>(returns);
        more.put(refund, units);
        return new Part(poolId, sku, quantity, more);
    }
}
