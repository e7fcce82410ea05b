package io.sluice.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * What becomes of a payment at its provider. Said by payment-callback-function alone, on {@link Topics#PAYMENTS}; free of
 * personal data. The {@link #version()} counts the payment's events.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PaymentEvent.Captured.class, name = "payment-captured"),
    @JsonSubTypes.Type(value = PaymentEvent.Closed.class, name = "payment-closed"),
    @JsonSubTypes.Type(value = PaymentEvent.Failed.class, name = "payment-failed"),
    @JsonSubTypes.Type(value = PaymentEvent.RefundNotified.class, name = "payment-refund-notified"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface PaymentEvent extends Event {

    /** The payment providers. */
    enum Provider {
        STRIPE,
        WECHATPAY,
        ALIPAY
    }

    /** The payment that the event is about. */
    PaymentId payment();

    /**
     * The provider has the customer's money.
     *
     * @param providerId what the provider calls the payment
     * @param amount what was really captured, whatever was asked for: the order judges it
     * @param sendBack an operator decided that this money goes back, whatever the order makes of the payment otherwise
     */
    record Captured(
            OrderId orderId,
            PaymentId payment,
            long version,
            Provider provider,
            String providerId,
            Money amount,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean sendBack,
            Instant at)
            implements PaymentEvent {

        /** @throws NullPointerException if a field is missing */
        public Captured {
            Required.fields(orderId, payment, provider, providerId, amount, at);
        }
    }

    /** The payment ended without money. */
    record Closed(OrderId orderId, PaymentId payment, long version, Provider provider, Instant at)
            implements PaymentEvent {

        /** @throws NullPointerException if a field is missing */
        public Closed {
            Required.fields(orderId, payment, provider, at);
        }
    }

    /** The provider refused to open the payment; no money moved. */
    record Failed(OrderId orderId, PaymentId payment, long version, Provider provider, Instant at)
            implements PaymentEvent {

        /** @throws NullPointerException if a field is missing */
        public Failed {
            Required.fields(orderId, payment, provider, at);
        }
    }

    /**
     * The provider said something about a refund of this payment: a hint to ask it now, never an outcome.
     *
     * @param refund the refund as we asked for it
     */
    record RefundNotified(
            OrderId orderId, PaymentId payment, long version, Provider provider, RefundId refund, Instant at)
            implements PaymentEvent {

        /** @throws NullPointerException if a field is missing */
        public RefundNotified {
            Required.fields(orderId, payment, provider, refund, at);
        }
    }
}
