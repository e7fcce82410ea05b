package io.sluice.providers.stripe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A PaymentIntent as Stripe writes it, or the error that it answers instead: whichever is absent is null. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record StripeIntent(
        String id,
        String status,
        @JsonProperty("amount_received") Long amountReceived,
        String currency,
        @JsonProperty("client_secret") String clientSecret,
        Metadata metadata,
        Problem error) {

    /** What we gave Stripe to keep. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Metadata(@JsonProperty("payment_id") String paymentId) {}

    /** Why Stripe refused. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Problem(String type, String code) {}

    String paymentNumber() {
        return metadata == null ? null : metadata.paymentId();
    }

    /** The reason for a log or an operator; never the buyer's data. */
    String refusal() {
        if (error == null) {
            return "no reason given";
        }
        return error.code() == null ? error.type() : error.code();
    }

    /** Leaves out the secret, because this may be logged. */
    @Override
    public String toString() {
        return "StripeIntent[" + id + ", " + status + "]";
    }
}
