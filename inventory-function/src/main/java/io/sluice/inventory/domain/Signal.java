package io.sluice.inventory.domain;

/** What may happen to an order that concerns its stock. */
public enum Signal {
    /** The order is paid. */
    SELL,
    /** The order ended without a payment. */
    RELEASE,
    /** Goods that were paid for come back, some or all. */
    RETURN
}
