package io.sluice.providers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything an operator may turn about Stripe. */
@ConfigMapping(prefix = "sluice.stripe")
public interface StripeConfig {

    /** The root of Stripe's API, or of the payment simulator. */
    @WithDefault("https://api.stripe.com")
    URI url();

    /** The secret key, {@code sk_…}. Without it Stripe is not offered. */
    Optional<String> secretKey();

    /** The endpoint's signing secrets, {@code whsec_…}; two while one is being rolled. Without any, every webhook is refused. */
    Optional<List<String>> webhookSecrets();

    /** If set, webhooks of the other mode are refused. */
    Optional<Boolean> livemode();

    /** The API's version that our records are written for. The webhook endpoint must be pinned to the same. */
    @WithDefault("2025-03-31.basil")
    String apiVersion();

    /** How long one call may take. A buyer waits for calls x (1 + retries) and the pauses: 3 x 2 + 0.2 = 6.2 s at most. */
    @WithDefault("PT3S")
    Duration callTimeout();

    /** How often a call that may safely be repeated is repeated. */
    @WithDefault("1")
    int retries();

    /** The pause before a repetition, with full jitter. */
    @WithDefault("PT0.2S")
    Duration retryPause();

    /** Calls at one time. Stripe allows 100 requests a second; 50 calls of half a second are 100. */
    @WithDefault("50")
    int concurrency();

    /** Calls that wait for their turn: as many again, so that the last one still ends within its caller's patience. */
    @WithDefault("50")
    int queue();

    /** Of how many calls the circuit breaker judges. */
    @WithDefault("20")
    int breakerWindow();

    /** The share of failures that opens the circuit. */
    @WithDefault("0.5")
    double breakerRatio();

    /** How long the circuit stays open: long enough for a hiccup to pass, short against a payment window of 15 minutes. */
    @WithDefault("PT5S")
    Duration breakerPause();
}
