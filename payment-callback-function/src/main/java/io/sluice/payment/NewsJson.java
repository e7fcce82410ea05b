package io.sluice.payment;

import io.sluice.contracts.Money;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.providers.Notification;
import io.sluice.providers.Notification.About;
import io.sluice.providers.Notification.News;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;

/** News as a row of {@code webhook}, there and back. */
final class NewsJson {

    private NewsJson() {}

    static JsonObject write(Received received) {
        var about = received.news().about();
        var row = write(received.key())
                .put("event_id", about.eventId())
                .put("payment_number", about.paymentNumber())
                .put("provider_id", about.providerId())
                .put("occurred_at", about.at());
        return switch (received.news()) {
            case Notification.Captured captured ->
                row.put("kind", "CAPTURED")
                        .put("minor", captured.amount().minor())
                        .put("currency", captured.amount().currency().getCurrencyCode());
            case Notification.Closed _ -> row.put("kind", "CLOSED");
            case Notification.RefundChanged changed ->
                row.put("kind", "REFUND_CHANGED").put("refund_number", changed.refundNumber());
        };
    }

    static JsonObject write(Received.Key key) {
        return new JsonObject().put("provider", key.provider()).put("business_key", key.businessKey());
    }

    /** @param row its columns in the order of {@link ParkedStore} */
    static Received read(Object[] row) {
        return new Received(Provider.valueOf((String) row[0]), news(row), (String) row[1]);
    }

    private static News news(Object[] row) {
        var about = new About((String) row[2], (String) row[1], (String) row[5], (String) row[4], instant(row[9]));
        return switch ((String) row[3]) {
            case "CAPTURED" -> new Notification.Captured(about, money(row));
            case "CLOSED" -> new Notification.Closed(about);
            case "REFUND_CHANGED" -> new Notification.RefundChanged(about, (String) row[8]);
            default -> throw new IllegalStateException("news of an unknown kind: " + row[3]);
        };
    }

    private static Money money(Object[] row) {
        return new Money(((Number) row[6]).longValue(), Currency.getInstance((String) row[7]));
    }

    private static Instant instant(Object time) {
        return time instanceof OffsetDateTime at ? at.toInstant() : (Instant) time;
    }
}
