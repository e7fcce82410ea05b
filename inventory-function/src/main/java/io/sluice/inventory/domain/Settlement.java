package io.sluice.inventory.domain;

import io.sluice.contracts.OrderId;

/**
 * An order's news that concern its stock.
 *
 * @param because what made it so, in kebab-case
 * @param goods what comes back, for {@link Signal#RETURN}; null for others
 */
public record Settlement(OrderId order, Signal signal, String because, Goods goods) {

    /** The order is paid, or ends. */
    public Settlement(OrderId order, Signal signal, String because) {
        this(order, signal, because, null);
    }

    /** Goods of a refund come back. */
    public static Settlement back(OrderId order, Goods goods, String because) {
        return new Settlement(order, Signal.RETURN, because, goods);
    }
}
