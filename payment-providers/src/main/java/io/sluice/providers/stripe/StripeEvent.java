package io.sluice.providers.stripe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A webhook's body as Stripe writes it; what {@code data.object} is depends on {@code type}. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record StripeEvent(String id, String type, Boolean livemode, Long created, Data data) {

    /** What the event is about. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Data(JsonNode object) {}
}
