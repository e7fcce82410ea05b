package io.sluice.providers;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What calls to one provider are limited to; each provider's configuration has its own. */
public interface CallLimits {

    /** How long one call may take. A buyer waits for calls x (1 + retries) and the pauses: 3 x 2 + 0.2 = 6.2 s at most. */
    @WithDefault("PT3S")
    Duration callTimeout();

    /** How often a call that may safely be repeated is repeated. */
    @WithDefault("1")
    int retries();

    /** The pause before a repetition, with full jitter. */
    @WithDefault("PT0.2S")
    Duration retryPause();

    /** Calls at one time: 50 calls of half a second are 100 a second, which is what Stripe allows. */
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
