package io.sluice.order.domain;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import java.time.Duration;

/** What may happen to an order. */
public sealed interface Signal {

    /** Inventory holds every line; the customer has {@code window} to pay. */
    record StockHeld(Duration window) implements Signal {}

    /** Inventory refused, or nobody could say in time. */
    record StockRefused(RejectionReason reason) implements Signal {}

    /** A provider has {@code amount} of the customer's money. */
    record PaymentCaptured(PaymentId payment, Money amount) implements Signal {}

    /**
     * The deadline passed, or somebody asked for an end.
     *
     * @param why in their own words, or null
     */
    record CancelAsked(CancellationReason reason, String why) implements Signal {}

    /** The customer gave another address. */
    record AddressChanged() implements Signal {}

    /** The goods were handed to a carrier. */
    record GoodsShipped(String carrier, String trackingNumber) implements Signal {}

    /** The customer has the goods. */
    record GoodsReceived() implements Signal {}

    /** The customer or an operator asks for {@code amount} back. */
    record RefundAsked(RefundId refund, Money amount) implements Signal {}

    /** A refund's money is back with the customer. */
    record RefundSucceeded(RefundId refund) implements Signal {}

    /** A refund failed for good, or an operator refused it. */
    record RefundFailed(RefundId refund) implements Signal {}
}
