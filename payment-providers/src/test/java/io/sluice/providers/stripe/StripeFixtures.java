package io.sluice.providers.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;

/** Secrets made at run time, and what Stripe would send under them. */
final class StripeFixtures {

    static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private StripeFixtures() {}

    static String newSecret() {
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        return "whsec_" + HexFormat.of().formatHex(random);
    }

    static StripeConfig config(Map<String, String> values) {
        var builder = new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(StripeConfig.class);
        values.forEach((name, value) -> builder.withDefaultValue("sluice.stripe." + name, value));
        return builder.build().getConfigMapping(StripeConfig.class);
    }

    static StripeWebhook webhook(Map<String, String> values) {
        var config = config(values);
        return new StripeWebhook(
                config, new StripeSecrets(config), new ObjectMapper(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static StripeWebhook webhook(String... secrets) {
        return webhook(Map.of("webhook-secrets", String.join(",", secrets)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String digest(String secret, String time, byte[] body) {
        return StripeSignature.hmacHex(secret, bytes(time + "."), body);
    }

    static String header(String secret, Instant at, byte[] body) {
        var time = String.valueOf(at.getEpochSecond());
        return "t=" + time + ",v1=" + digest(secret, time, body);
    }
}
