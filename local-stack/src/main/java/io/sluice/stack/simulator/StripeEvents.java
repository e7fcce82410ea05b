package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** How Stripe writes that something happened to one of its objects. */
final class StripeEvents {

    static final String API_VERSION = "2025-03-31.basil";

    private static final ObjectMapper JSON = new ObjectMapper();

    private StripeEvents() {}

    static ObjectNode of(Payment payment) {
        var type =
                switch (payment.state()) {
                    case OPEN -> "payment_intent.created";
                    case CAPTURED -> "payment_intent.succeeded";
                    case CLOSED -> "payment_intent.canceled";
                };
        return event(type, StripeIntents.intent(payment));
    }

    static ObjectNode of(Refund refund) {
        var type =
                switch (refund.status()) {
                    case PENDING -> "refund.created";
                    case SUCCEEDED -> refund.wasDoneAtOnce() ? "refund.created" : "refund.updated";
                    case FAILED -> "refund.failed";
                };
        return event(type, StripeRefund.fields(refund));
    }

    /** The id is the same however often the event is made, also after a restart. */
    private static ObjectNode event(String type, Map<String, Object> object) {
        var name = (String.valueOf(object.get("id")) + type).getBytes(StandardCharsets.UTF_8);
        var event = JSON.createObjectNode()
                .put("id", "evt_" + UUID.nameUUIDFromBytes(name).toString().replace("-", ""))
                .put("object", "event")
                .put("api_version", API_VERSION)
                .put("created", Instant.now().getEpochSecond())
                .put("livemode", false)
                .put("pending_webhooks", 1)
                .put("type", type);
        event.putObject("data").set("object", JSON.valueToTree(object));
        return event;
    }
}
