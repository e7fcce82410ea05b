package io.sluice.contracts;

/** The topics, each written by one function alone. */
public final class Topics {

    /** What becomes of orders ({@link OrderEvent}), said by order-function; the key is the order's id. */
    public static final String ORDERS = "orders";

    /** What becomes of payments ({@link PaymentEvent}), said by payment-callback-function; the key is the order's id. */
    public static final String PAYMENTS = "payments";

    /** What was decided about flash orders' stock ({@link StockEvent}), said by inventory-function; the key is the order's id. */
    public static final String STOCK = "stock";

    /** What flash sales admitted, said and heard by inventory-function alone; the key is the pool's id. */
    public static final String FLASH_REQUESTS = "flash-requests";

    private Topics() {}
}
