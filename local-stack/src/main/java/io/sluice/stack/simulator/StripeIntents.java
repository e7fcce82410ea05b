package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** How Stripe writes a payment: as a PaymentIntent, and in an event. */
final class StripeIntents {

    static final String API_VERSION = "2025-03-31.basil";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "metadata.";

    private StripeIntents() {}

    /** @throws IllegalArgumentException if the form's amount or currency is not one */
    static Payment opened(Map<String, String> form) {
        var id = "pi_" + UUID.randomUUID().toString().replace("-", "");
        var details = form.entrySet().stream()
                .filter(field -> field.getKey().matches("metadata\\[[^]]+]"))
                .collect(Collectors.toMap(
                        field -> METADATA
                                + field.getKey().substring(9, field.getKey().length() - 1),
                        Map.Entry::getValue,
                        (_, last) -> last,
                        HashMap::new));
        details.put(
                "client_secret", id + "_secret_" + UUID.randomUUID().toString().replace("-", ""));
        details.put("description", form.getOrDefault("description", ""));
        var asked = new Amount(Long.parseLong(form.get("amount")), form.get("currency"));
        var number = details.getOrDefault(METADATA + "payment_id", id);
        return Payment.opened("stripe", id, number, asked, details);
    }

    static Map<String, Object> intent(Payment payment) {
        var paid = payment.captured();
        var intent = new LinkedHashMap<String, Object>();
        intent.put("id", payment.providerId());
        intent.put("object", "payment_intent");
        intent.put("amount", payment.asked().minor());
        intent.put("amount_received", paid == null ? 0 : paid.minor());
        intent.put("client_secret", payment.details().get("client_secret"));
        intent.put("created", payment.created());
        intent.put(
                "currency", (paid == null ? payment.asked() : paid).currency().toLowerCase(Locale.ROOT));
        intent.put("description", payment.details().get("description"));
        intent.put("livemode", false);
        intent.put("metadata", metadata(payment));
        intent.put("status", status(payment));
        return intent;
    }

    /** The id is the same however often the event is made, also after a restart. */
    static ObjectNode event(Payment payment, String type) {
        var name = (payment.providerId() + type).getBytes(StandardCharsets.UTF_8);
        var event = JSON.createObjectNode()
                .put("id", "evt_" + UUID.nameUUIDFromBytes(name).toString().replace("-", ""))
                .put("object", "event")
                .put("api_version", API_VERSION)
                .put("created", Instant.now().getEpochSecond())
                .put("livemode", false)
                .put("pending_webhooks", 1)
                .put("type", type);
        event.putObject("data").set("object", JSON.valueToTree(intent(payment)));
        return event;
    }

    private static Map<String, String> metadata(Payment payment) {
        return payment.details().entrySet().stream()
                .filter(detail -> detail.getKey().startsWith(METADATA))
                .collect(Collectors.toMap(detail -> detail.getKey().substring(METADATA.length()), Map.Entry::getValue));
    }

    private static String status(Payment payment) {
        return switch (payment.state()) {
            case OPEN -> "requires_payment_method";
            case CAPTURED -> "succeeded";
            case CLOSED -> "canceled";
        };
    }
}
