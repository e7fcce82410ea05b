package io.sluice.providers.stripe;

import io.sluice.providers.CallLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything an operator may turn about Stripe. */
@ConfigMapping(prefix = "sluice.stripe")
public interface StripeConfig extends CallLimits {

    /** The root of Stripe's API, or of the payment simulator. */
    @WithDefault("https://api.stripe.com")
    URI url();

    /** The secret key, {@code sk_…}. Without it or its file Stripe is not offered. */
    Optional<String> secretKey();

    /** Instead of the key a file with it, read again when it changes. */
    Optional<Path> secretKeyFile();

    /** The endpoint's signing secrets, {@code whsec_…}; two while one is being rolled. Without any, every webhook is refused. */
    Optional<List<String>> webhookSecrets();

    /** A file with such secrets, one a line, read again when it changes; they count beside those of the list. */
    Optional<Path> webhookSecretsFile();

    /** How long a look at a file holds: Stripe keeps a rolled secret for up to a day, so seconds cost nothing. */
    @WithDefault("PT10S")
    Duration reloadPause();

    /** If set, webhooks of the other mode are refused. */
    Optional<Boolean> livemode();

    /** The API's version that our records are written for. The webhook endpoint must be pinned to the same. */
    @WithDefault("2025-03-31.basil")
    String apiVersion();

    /** Pages of 100 refunds that one payment may have: 1,000, far more than anybody refunds of one order. */
    @WithDefault("10")
    int refundPages();

    /**
     * Keys that one refund uses up while our balance does not suffice, a try each: Stripe repeats a refusal under its key for a
     * day, so 10 are a try every two and a half hours; after them, the day has to pass.
     */
    @WithDefault("10")
    int refundKeys();

    /** Pages of 100 movements that one day may have: 100,000 lines of some 300 bytes are 30 MB, and at a second each 17 minutes. */
    @WithDefault("1000")
    int statementPages();
}
