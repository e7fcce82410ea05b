package io.sluice.stack.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stripe's news that a payment was made, such as anybody can write who has not the secret to sign it with.
 *
 * @param payment our payment's id
 * @param intent Stripe's id of it
 */
record CaptureNotice(String payment, String intent, long minor) {

    /** Complete and current: with the right signature it would be believed. */
    String body() {
        var event = JsonNodeFactory.instance
                .objectNode()
                .put("id", "evt_" + UUID.randomUUID().toString().replace("-", ""))
                .put("object", "event")
                .put("created", Instant.now().getEpochSecond())
                .put("livemode", false)
                .put("type", "payment_intent.succeeded");
        event.putObject("data")
                .putObject("object")
                .put("id", intent)
                .put("object", "payment_intent")
                .put("amount", minor)
                .put("amount_received", minor)
                .put("currency", "cny")
                .put("livemode", false)
                .put("status", "succeeded")
                .putObject("metadata")
                .put("payment_id", payment);
        return event.toString();
    }

    /** The header {@code Stripe-Signature}. */
    static String signature(String body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var time = Instant.now().getEpochSecond();
            var digest = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
