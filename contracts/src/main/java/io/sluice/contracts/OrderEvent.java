package io.sluice.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** What becomes of an order. Said by order-function alone, on {@link Topics#ORDERS}; free of personal data. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OrderEvent.Placed.class, name = "order-placed"),
    @JsonSubTypes.Type(value = OrderEvent.Rejected.class, name = "order-rejected"),
    @JsonSubTypes.Type(value = OrderEvent.Paid.class, name = "order-paid"),
    @JsonSubTypes.Type(value = OrderEvent.Cancelled.class, name = "order-cancelled"),
    @JsonSubTypes.Type(value = OrderEvent.Shipped.class, name = "order-shipped"),
    @JsonSubTypes.Type(value = OrderEvent.Completed.class, name = "order-completed"),
    @JsonSubTypes.Type(value = OrderEvent.AddressChanged.class, name = "order-address-changed"),
    @JsonSubTypes.Type(value = OrderEvent.RefundRequested.class, name = "order-refund-requested"),
    @JsonSubTypes.Type(value = OrderEvent.RefundApproved.class, name = "order-refund-approved"),
    @JsonSubTypes.Type(value = OrderEvent.Refunded.class, name = "order-refunded"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface OrderEvent extends Event {

    /** How an order came to be. */
    enum Source {
        NORMAL,
        FLASH_SALE
    }

    /** Why an order was rejected. */
    enum RejectionReason {
        /** Inventory refused the hold. */
        OUT_OF_STOCK,
        /** Nobody could say in time whether stock was held. */
        STOCK_UNAVAILABLE,
        /** Stock was held in a flash sale, but for something that cannot be an order. */
        NOT_CREATABLE
    }

    /** Who or what ended an unpaid order. */
    enum CancellationReason {
        /** Its owner gave it up. */
        CUSTOMER,
        /** An operator ended it: no sale holds that against the customer. */
        OPERATOR,
        /** Nobody paid by {@code payBy}. */
        PAYMENT_TIMEOUT
    }

    /** Why money goes back. */
    enum RefundCause {
        /** The customer or an operator gives goods back: reverses goods and benefits. */
        GOODS,
        /** A late, double, surplus or wrong capture: reverses nothing but money. */
        PAYMENT
    }

    /**
     * One SKU of an order; a SKU stands in one line only.
     *
     * @param quantity units, 1 or more
     * @param unitPrice what one unit cost when the order was placed
     */
    record Line(String sku, String name, int quantity, Money unitPrice) {

        /**
         * @throws NullPointerException if a field is missing
         * @throws IllegalArgumentException if {@code quantity} is below 1
         */
        public Line {
            Required.fields(sku, name, unitPrice);
            if (quantity < 1) {
                throw new IllegalArgumentException("quantity must be 1 or more: " + quantity);
            }
        }
    }

    /**
     * Stock is held and the customer may pay.
     *
     * @param flashSaleId the sale, of a flash order only
     * @param payBy when an unpaid order ends
     */
    record Placed(
            OrderId orderId,
            long version,
            String userId,
            Source source,
            String flashSaleId,
            List<Line> lines,
            Money itemsTotal,
            Money shippingFee,
            Money discount,
            Money total,
            Instant payBy,
            Instant at)
            implements OrderEvent {

        /** @throws NullPointerException if a field is missing */
        public Placed {
            Required.fields(orderId, userId, source, lines, itemsTotal, shippingFee, discount, total, payBy, at);
        }
    }

    /** No order came of it; whatever stock it holds goes back. */
    record Rejected(OrderId orderId, long version, String userId, RejectionReason reason, Instant at)
            implements OrderEvent {

        /** @throws NullPointerException if a field is missing */
        public Rejected {
            Required.fields(orderId, userId, reason, at);
        }
    }

    /**
     * The order is paid in full.
     *
     * @param payment the payment that is kept
     * @param total what the order keeps of it
     */
    record Paid(
            OrderId orderId, long version, String userId, PaymentId payment, List<Line> lines, Money total, Instant at)
            implements OrderEvent {

        /** @throws NullPointerException if a field is missing */
        public Paid {
            Required.fields(orderId, userId, payment, lines, total, at);
        }
    }

    /** An unpaid order ended; its stock goes back and its payments are closed. */
    record Cancelled(OrderId orderId, long version, String userId, CancellationReason reason, Instant at)
            implements OrderEvent {

        /** @throws NullPointerException if a field is missing */
        public Cancelled {
            Required.fields(orderId, userId, reason, at);
        }
    }

    /** The goods are on their way. */
    record Shipped(OrderId orderId, long version, String carrier, String trackingNumber, Instant at)
            implements OrderEvent {

        /** @throws NullPointerException if a field is missing */
        public Shipped {
            Required.fields(orderId, carrier, trackingNumber, at);
        }
    }

    /** The customer confirmed the receipt. */
    record Completed(OrderId orderId, long version, Instant at) implements OrderEvent {

        /** @throws NullPointerException if a field is missing */
        public Completed {
            Required.fields(orderId, at);
        }
    }

    /** The address changed before dispatch; it is read from order-function when needed. */
    record AddressChanged(OrderId orderId, long version, Instant at) implements OrderEvent {

        /** @throws NullPointerException if a field is missing */
        public AddressChanged {
            Required.fields(orderId, at);
        }
    }

    /**
     * Money should go back. For {@link RefundCause#PAYMENT} nobody else is asked: the approval is the next event.
     *
     * @param payment the payment that it goes back from
     * @param lines what is given back; empty for {@link RefundCause#PAYMENT}
     * @param shipped whether the goods had left when it was asked for
     */
    record RefundRequested(
            OrderId orderId,
            long version,
            RefundId refundId,
            RefundCause cause,
            PaymentId payment,
            Money amount,
            List<Line> lines,
            boolean shipped,
            Instant at)
            implements OrderEvent {

        /** @throws NullPointerException if a field is missing */
        public RefundRequested {
            Required.fields(orderId, refundId, cause, payment, amount, lines, at);
        }
    }

    /**
     * Nothing stands in the way of a refund any more: refund-worker gives the money back, and acts on this alone.
     *
     * @param payment the payment that it goes back from
     * @param lines what is given back; empty for {@link RefundCause#PAYMENT}
     * @param restock whether these goods can be sold again: they never left, or have arrived
     */
    record RefundApproved(
            OrderId orderId,
            long version,
            RefundId refundId,
            RefundCause cause,
            PaymentId payment,
            Money amount,
            List<Line> lines,
            boolean restock,
            Instant at)
            implements OrderEvent {

        /** @throws NullPointerException if a field is missing */
        public RefundApproved {
            Required.fields(orderId, refundId, cause, payment, amount, lines, at);
        }
    }

    /**
     * A refund's money is back with the customer.
     *
     * @param lines what was given back; empty for {@link RefundCause#PAYMENT}
     * @param restock whether these goods can be sold again: they never left, or have arrived
     */
    record Refunded(
            OrderId orderId,
            long version,
            RefundId refundId,
            RefundCause cause,
            PaymentId payment,
            Money amount,
            List<Line> lines,
            boolean restock,
            Instant at)
            implements OrderEvent {

        /** @throws NullPointerException if a field is missing */
        public Refunded {
            Required.fields(orderId, refundId, cause, payment, amount, lines, at);
        }
    }
}
