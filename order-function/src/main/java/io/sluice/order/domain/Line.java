package io.sluice.order.domain;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent;

/**
 * One SKU of an order.
 *
 * @param quantity units, 1 or more
 * @param refundedQuantity units given back, at most {@code quantity}
 */
public record Line(String sku, String name, int quantity, Money unitPrice, int refundedQuantity) {

    /** What the line costs. */
    public Money total() {
        return unitPrice.times(quantity);
    }

    OrderEvent.Line announced() {
        return new OrderEvent.Line(sku, name, quantity, unitPrice);
    }
}
