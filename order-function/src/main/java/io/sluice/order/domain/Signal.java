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

    /** Money at a provider, which must find an owner. */
    sealed interface Capture extends Signal {

        /** The payment that it came with. */
        PaymentId payment();

        /** What there is. */
        Money amount();

        /** The refund that gives it back: the same capture always has the same. */
        RefundId refund();

        /** Whether the provider took nothing at all. */
        default boolean isNothing() {
            return amount().minor() == 0;
        }
    }

    /** A provider has {@code amount} of the customer's money. */
    record PaymentCaptured(PaymentId payment, Money amount) implements Capture {

        @Override
        public RefundId refund() {
            return RefundId.of(payment);
        }
    }

    /**
     * A provider has {@code amount}, maybe beside what this payment captured before, and an operator decided that it goes back.
     *
     * @param version of the payment's event that says so
     */
    record SendBackAsked(PaymentId payment, long version, Money amount) implements Capture {

        @Override
        public RefundId refund() {
            return RefundId.of(payment, version);
        }
    }

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

    /** A refund failed for good: its money is still here, or came back. */
    record RefundFailed(RefundId refund) implements Signal {}
}
