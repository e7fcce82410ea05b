package io.sluice.contracts;

/** The topics, each written by one function alone. The key of every message on them is the order's id. */
public final class Topics {

    /** What becomes of orders ({@link OrderEvent}), said by order-function. */
    public static final String ORDERS = "orders";

    /** What becomes of payments ({@link PaymentEvent}), said by payment-callback-function. */
    public static final String PAYMENTS = "payments";

    private Topics() {}
}
