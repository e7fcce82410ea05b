package io.sluice.providers.stripe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A Charge as Stripe writes it into a statement: the one try of a PaymentIntent that brought money. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record StripeCharge(
        String id,
        String status,
        Long amount,
        @JsonProperty("amount_captured") Long amountCaptured,
        String currency,
        @JsonProperty("payment_intent") String paymentIntent,
        StripeMetadata metadata) {

    /** Compact, so that nobody asks whether there is metadata. */
    StripeCharge {
        metadata = metadata == null ? StripeMetadata.NONE : metadata;
    }

    String payment() {
        return paymentIntent == null ? id : paymentIntent;
    }

    Long captured() {
        return amountCaptured == null ? amount : amountCaptured;
    }

    /** A direct debit is booked before the bank decides; one that the bank refused afterwards never was a capture. */
    boolean hasFailed() {
        return "failed".equals(status);
    }
}
