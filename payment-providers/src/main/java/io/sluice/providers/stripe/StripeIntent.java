package io.sluice.providers.stripe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A PaymentIntent as Stripe writes it; whatever is absent is null. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record StripeIntent(
        String id,
        String status,
        @JsonProperty("amount_received") Long amountReceived,
        String currency,
        @JsonProperty("client_secret") String clientSecret,
        StripeMetadata metadata) {

    String paymentNumber() {
        return metadata == null ? null : metadata.paymentId();
    }

    /** Leaves out the secret, because this may be logged. */
    @Override
    public String toString() {
        return "StripeIntent[" + id + ", " + status + "]";
    }
}
