package io.sluice.order.domain;

import io.sluice.contracts.Money;

/** What an order costs, all in one currency. */
public record Price(Money items, Money shippingFee, Money discount) {

    /** What the customer pays. */
    public Money total() {
        return items.plus(shippingFee).minus(discount);
    }
}
