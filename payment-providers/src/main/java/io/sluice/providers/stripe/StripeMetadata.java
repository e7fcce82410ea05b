package io.sluice.providers.stripe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What we gave Stripe to keep with an object; what is not there is null, all of it on another system's objects. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record StripeMetadata(
        @JsonProperty("payment_id") String paymentId,
        @JsonProperty("refund_no") String refundNumber) {

    static final StripeMetadata NONE = new StripeMetadata(null, null);
}
