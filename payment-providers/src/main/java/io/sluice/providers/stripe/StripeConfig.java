package io.sluice.providers.stripe;

import io.sluice.providers.CallLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Everything an operator may turn about Stripe. */
@ConfigMapping(prefix = "sluice.stripe")
public interface StripeConfig extends CallLimits {

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
}
