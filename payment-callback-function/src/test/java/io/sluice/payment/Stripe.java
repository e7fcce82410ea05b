package io.sluice.payment;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;

/** Sends webhooks as Stripe does, and as others might. */
final class Stripe {

    private Stripe() {}

    static String event(String type, String intent, String payment, long minor, String currency) {
        return """
                {"id": "evt_%s", "object": "event", "type": "payment_intent.%s", "created": %d, "livemode": false,
                 "data": {"object": {"id": "%s", "object": "payment_intent", "amount": 1999, "amount_received": %d,
                          "currency": "%s", "status": "x", "metadata": {"payment_id": "%s"}}}}""".formatted(UUID.randomUUID(), type, Instant.now().getEpochSecond(), intent, minor, currency, payment);
    }

    /** As if somebody had given money back at Stripe's own desk: it knows our payment, and no number of ours. */
    static String refunded(String payment) {
        return """
                {"id": "evt_%s", "object": "event", "type": "refund.created", "created": %d, "livemode": false,
                 "data": {"object": {"id": "re_%s", "object": "refund", "amount": 1999, "currency": "eur",
                          "payment_intent": "pi_%s", "status": "succeeded", "metadata": {"payment_id": "%s"}}}}""".formatted(UUID.randomUUID(), Instant.now().getEpochSecond(), payment, payment, payment);
    }

    static String succeeded(String payment) {
        return event("succeeded", "pi_" + payment, payment, 1999, "eur");
    }

    static ValidatableResponse send(String body) {
        return send(body, header(secret(), Instant.now(), body));
    }

    static ValidatableResponse send(String body, String signature) {
        var request =
                given().contentType("application/json; charset=utf-8").body(body.getBytes(StandardCharsets.UTF_8));
        return (signature == null ? request : request.header("Stripe-Signature", signature))
                .post("/webhooks/stripe")
                .then();
    }

    static String secret() {
        return ConfigProvider.getConfig().getValue("sluice.stripe.webhook-secrets", String.class);
    }

    static String header(String secret, Instant at, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signed = (at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
