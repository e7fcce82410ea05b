package io.sluice.providers.stripe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A balance transaction as Stripe writes it; what {@code source} is depends on {@code type}. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record StripeMovement(String id, String type, Long created, JsonNode source) implements StripeList.Listed {}
