package io.sluice.providers.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.providers.Notification;
import io.sluice.providers.Notification.Refused;
import io.sluice.providers.Notification.Unreadable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;

/** Decides whether a webhook is Stripe's, and what it says: first the signature, over the bytes received, then the JSON. */
@Singleton
class StripeWebhook {

    static final Duration TOLERANCE = Duration.ofSeconds(300);

    private final StripeSecrets secrets;
    private final StripeConfig config;
    private final StripeNews news;
    private final ObjectMapper json;
    private final Clock clock;

    StripeWebhook(StripeConfig config, StripeSecrets secrets, ObjectMapper json, Clock clock) {
        this.secrets = secrets;
        this.config = config;
        this.news = new StripeNews(json);
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
        if (!signature.signs(body, secrets.webhookSecrets())) {
            return new Refused("wrong signature");
        }
        if (!signature.isFresh(clock.instant(), TOLERANCE)) {
            return new Refused("signed too long ago, or in the future");
        }
        try {
            return read(StripeNews.required(json.readValue(body, StripeEvent.class), "event"));
        } catch (IOException | IllegalArgumentException e) {
            return new Unreadable(null, reason(e));
        }
    }

    private Notification read(StripeEvent event) {
        try {
            if (config.livemode().isPresent() && !config.livemode().get().equals(event.livemode())) {
                throw new IllegalArgumentException("of the other mode, live or test");
            }
            return news.of(event);
        } catch (IOException | IllegalArgumentException | ArithmeticException | DateTimeException e) {
            return new Unreadable(event.id(), reason(e));
        }
    }

    /** Jackson's messages quote what they could not read, which may be a buyer's data. */
    private static String reason(Exception trouble) {
        var name = trouble.getClass().getSimpleName();
        return trouble instanceof IOException ? name : name + ": " + trouble.getMessage();
    }
}
