package io.sluice.providers.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.providers.Notification;
import io.sluice.providers.Notification.About;
import io.sluice.providers.Notification.Captured;
import io.sluice.providers.Notification.Closed;
import io.sluice.providers.Notification.Ignored;
import io.sluice.providers.Notification.Refused;
import io.sluice.providers.Notification.Unreadable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decides whether a webhook is Stripe's, and what it says: first the signature, over the bytes received, then the JSON. */
@Singleton
class StripeWebhook {

    static final Duration TOLERANCE = Duration.ofSeconds(300);

    private final List<String> secrets;
    private final StripeConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    StripeWebhook(StripeConfig config, ObjectMapper json, Clock clock) {
        this.secrets = config.webhookSecrets().orElse(List.of());
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    Notification read(byte[] body, String header) {
        if (header == null) {
            return new Refused("no signature");
        }
        return StripeSignature.parse(header)
                .map(signature -> read(body, signature))
                .orElseGet(() -> new Refused("malformed signature"));
    }

    private Notification read(byte[] body, StripeSignature signature) {
        if (!signature.signs(body, secrets)) {
            return new Refused("wrong signature");
        }
        if (!signature.isFresh(clock.instant(), TOLERANCE)) {
            return new Refused("signed too long ago, or in the future");
        }
        try {
            return read(required(json.readValue(body, StripeEvent.class), "event"));
        } catch (IOException | IllegalArgumentException e) {
            return new Unreadable(null, reason(e));
        }
    }

    private Notification read(StripeEvent event) {
        try {
            return meaningOf(event);
        } catch (IOException | IllegalArgumentException | ArithmeticException | DateTimeException e) {
            return new Unreadable(event.id(), reason(e));
        }
    }

    /** Jackson's messages quote what they could not read, which may be a buyer's data. */
    private static String reason(Exception trouble) {
        var name = trouble.getClass().getSimpleName();
        return trouble instanceof IOException ? name : name + ": " + trouble.getMessage();
    }

    private Notification meaningOf(StripeEvent event) throws JsonProcessingException {
        required(event.id(), "id");
        if (config.livemode().isPresent() && !config.livemode().get().equals(event.livemode())) {
            throw new IllegalArgumentException("of the other mode, live or test");
        }
        return switch (required(event.type(), "type")) {
            case "payment_intent.succeeded" -> captured(event, intentOf(event));
            case "payment_intent.canceled" -> new Closed(about(event, intentOf(event)));
            default -> new Ignored(event.type());
        };
    }

    private StripeIntent intentOf(StripeEvent event) throws JsonProcessingException {
        var object = required(required(event.data(), "data").object(), "data.object");
        return required(json.treeToValue(object, StripeIntent.class), "data.object");
    }

    private static Notification captured(StripeEvent event, StripeIntent intent) {
        var amount = required(intent.amountReceived(), "amount_received");
        return new Captured(about(event, intent), StripeMoney.toMoney(amount, required(intent.currency(), "currency")));
    }

    /** Stripe may send two events about one change (SPEC 3.1), so the change is told by the object and the type. */
    private static About about(StripeEvent event, StripeIntent intent) {
        var id = required(intent.id(), "data.object.id");
        var at = Instant.ofEpochSecond(required(event.created(), "created"));
        return new About(event.id(), id + " " + event.type(), id, intent.paymentNumber(), at);
    }

    private static <T> T required(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
