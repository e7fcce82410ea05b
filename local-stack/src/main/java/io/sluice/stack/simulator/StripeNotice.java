package io.sluice.stack.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An event of Stripe's, signed with the endpoint's secret. */
record StripeNotice(String secret, ObjectNode event) implements Notice {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public URI address() {
        return URI.create("/webhooks/stripe");
    }

    @Override
    public byte[] body() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(event); // Stripe indents, too.
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always JSON", e);
        }
    }

    @Override
    public Map<String, String> headers(Instant now) {
        var time = String.valueOf(now.getEpochSecond());
        return Map.of(
                "Content-Type",
                "application/json; charset=utf-8",
                "Stripe-Signature",
                "t=" + time + ",v1=" + hmac(time));
    }

    @Override
    public boolean isAcknowledged(int status, byte[] answer) {
        return status / 100 == 2;
    }

    /** The same news with ten times the amount, under a secret of somebody else's. */
    @Override
    public Notice forged() {
        var copy = event.deepCopy();
        var object = (ObjectNode) copy.at("/data/object");
        var amount = object.has("amount_received") ? "amount_received" : "amount";
        object.put(amount, object.path(amount).asLong() * 10);
        return new StripeNotice("whsec_" + UUID.randomUUID(), copy.put("id", "evt_forged"));
    }

    private String hmac(String time) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
