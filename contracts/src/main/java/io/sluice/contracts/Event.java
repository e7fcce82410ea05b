package io.sluice.contracts;

import java.time.Instant;

/**
 * A fact about an order, said once by the function that owns it and perhaps heard twice, late or out of order.
 *
 * <p>On Kafka it travels as a CloudEvent in binary mode: the JSON is the value, the order's id the key, and the headers
 * are {@code ce_id}, {@code ce_type} (the JSON's {@code type}), {@code ce_source}, {@code ce_time} and {@code ce_subject}
 * (the order's id).
 */
public interface Event {

    /** The order that the event is about. */
    OrderId orderId();

    /**
     * One step of its aggregate (the order, the payment): rises by one per event, from 1. A fold of state ignores a
     * version that it has passed.
     */
    long version();

    /** When it happened, by PostgreSQL's clock. */
    Instant at();
}
