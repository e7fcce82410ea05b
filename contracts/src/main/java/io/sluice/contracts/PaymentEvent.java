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
     */
    record Captured(
            OrderId orderId,
            PaymentId payment,
            long version,
            Provider provider,
            String providerId,
            Money amount,
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
}
