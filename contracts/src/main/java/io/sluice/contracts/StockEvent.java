package io.sluice.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;

/**
 * What was decided about a flash order's stock; ordinary orders are told over HTTP. Said by inventory-function alone, on
 * {@link Topics#STOCK}, which is internal. The {@link #version()} counts the decision's events: it is 1.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StockEvent.Held.class, name = "stock-held"),
    @JsonSubTypes.Type(value = StockEvent.Rejected.class, name = "stock-rejected"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface StockEvent extends Event {

    /** Whose request it was. */
    String userId();

    /** The flash sale. */
    String flashSaleId();

    /**
     * Units are set aside for the order, which does not exist yet: this is all that is needed to make it.
     *
     * @param quantity units, 1 or more
     * @param unitPrice what one unit costs in the sale
     * @param paymentWindow how long the order may stay unpaid
     * @param address where it goes, or null
     */
    record Held(
            OrderId orderId,
            long version,
            String userId,
            String flashSaleId,
            String sku,
            int quantity,
            Money unitPrice,
            Duration paymentWindow,
            Address address,
            Instant at)
            implements StockEvent {

        /** @throws NullPointerException if a field is missing */
        public Held {
            Required.fields(orderId, userId, flashSaleId, sku, unitPrice, paymentWindow, at);
        }
    }

    /**
     * Nothing is set aside; there will be no order.
     *
     * @param reason in kebab-case, as the ticket says it: {@code sold-out}, {@code limit-reached}, {@code barred},
     *     {@code ended}
     */
    record Rejected(OrderId orderId, long version, String userId, String flashSaleId, String reason, Instant at)
            implements StockEvent {

        /** @throws NullPointerException if a field is missing */
        public Rejected {
            Required.fields(orderId, userId, flashSaleId, reason, at);
        }
    }
}
