package io.sluice.providers.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.providers.Notification;
import io.sluice.providers.Notification.About;
import io.sluice.providers.Notification.Captured;
import io.sluice.providers.Notification.Closed;
import io.sluice.providers.Notification.Ignored;
import io.sluice.providers.Notification.RefundChanged;
import java.time.Instant;

/** Says what an event of Stripe's means to us, once it is known to be Stripe's. */
final class StripeNews {

    private final ObjectMapper json;

    StripeNews(ObjectMapper json) {
        this.json = json;
    }

    /** Fails if the event is not what its type says. */
    Notification of(StripeEvent event) throws JsonProcessingException {
        required(event.id(), "id");
        return switch (required(event.type(), "type")) {
            case "payment_intent.succeeded" -> captured(event, objectOf(event, StripeIntent.class));
            case "payment_intent.canceled" -> new Closed(about(event, objectOf(event, StripeIntent.class)));
            case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated" ->
                refundChanged(event, objectOf(event, StripeRefund.class));
            default -> new Ignored(event.type());
        };
    }

    private <T> T objectOf(StripeEvent event, Class<T> type) throws JsonProcessingException {
        var object = required(required(event.data(), "data").object(), "data.object");
        return required(json.treeToValue(object, type), "data.object");
    }

    private static Notification captured(StripeEvent event, StripeIntent intent) {
        var amount = required(intent.amountReceived(), "amount_received");
        return new Captured(about(event, intent), StripeMoney.toMoney(amount, required(intent.currency(), "currency")));
    }

    /** Stripe may send two events about one change (SPEC 3.1), so the change is told by the object and the type. */
    private static About about(StripeEvent event, StripeIntent intent) {
        var id = required(intent.id(), "data.object.id");
        return new About(event.id(), id + " " + event.type(), id, intent.paymentNumber(), at(event));
    }

    /** A refund changes several times, and two types of events tell of each change: told apart by what became of it. */
    private static Notification refundChanged(StripeEvent event, StripeRefund refund) {
        var change = required(refund.id(), "data.object.id") + " " + required(refund.status(), "data.object.status");
        var ours = refund.metadata();
        return new RefundChanged(
                new About(event.id(), change, refund.payment(), ours.paymentId(), at(event)), ours.refundNumber());
    }

    private static Instant at(StripeEvent event) {
        return Instant.ofEpochSecond(required(event.created(), "created"));
    }

    static <T> T required(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
