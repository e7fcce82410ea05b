package io.sluice.order.domain;

/** Where an order is. */
public enum OrderStatus {
    /** Recorded; whether stock is held is not known yet. */
    PLACING,
    /** Stock is held; the customer may pay until {@code payBy}. */
    PENDING_PAYMENT,
    /** Paid in full; the stock is sold. */
    PAID,
    /** On its way. */
    SHIPPED,
    /** Received. */
    COMPLETED,
    /** Ended unpaid. */
    CANCELLED,
    /** Never came to be. */
    REJECTED,
    /** All the money is going back. */
    REFUNDING,
    /** All the money is back. */
    REFUNDED
}
