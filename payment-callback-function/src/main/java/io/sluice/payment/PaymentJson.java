package io.sluice.payment;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.payment.domain.BuyerAction;
import io.sluice.payment.domain.Capture;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.PaymentStatus;
import io.sluice.payment.domain.Terms;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.UUID;

/** A payment as a row of a batch, by the names of the columns: how many payments travel in one statement, there and back. */
final class PaymentJson {

    private PaymentJson() {}

    static JsonObject key(PaymentId payment) {
        return new JsonObject()
                .put("bucket", payment.bucket())
                .put("id", payment.value().toString());
    }

    /** What a signal may change. */
    static JsonObject write(Payment payment) {
        var row = key(payment.id())
                .put("provider_id", payment.providerId())
                .put("status", payment.status().name())
                .put("contested", ContestedJson.write(payment.contested()))
                .put("version", payment.version());
        if (payment.action() != null) {
            row.put("action_type", payment.action().type().name())
                    .put("action_value", payment.action().value());
        }
        if (payment.capture() != null) {
            row.put("captured_minor", payment.capture().amount().minor())
                    .put(
                            "captured_currency",
                            payment.capture().amount().currency().getCurrencyCode())
                    .put("captured_at", payment.capture().at());
        }
        return row;
    }

    /** @param text all columns, as PostgreSQL writes them */
    static Payment read(String text) {
        var row = new JsonObject(text);
        return new Payment(
                new PaymentId(UUID.fromString(row.getString("id"))),
                terms(row),
                PaymentStatus.valueOf(row.getString("status")),
                row.getString("provider_id"),
                action(row),
                capture(row),
                ContestedJson.read(row.getString("contested")),
                row.getLong("version"));
    }

    private static Terms terms(JsonObject row) {
        return new Terms(
                new OrderId(UUID.fromString(row.getString("order_id"))),
                row.getString("user_id"),
                Provider.valueOf(row.getString("provider")),
                money(row, "amount"),
                instant(row, "pay_by"),
                row.getString("subject"));
    }

    private static BuyerAction action(JsonObject row) {
        var type = row.getString("action_type");
        return type == null ? null : new BuyerAction(BuyerAction.Type.valueOf(type), row.getString("action_value"));
    }

    private static Capture capture(JsonObject row) {
        return row.getValue("captured_minor") == null
                ? null
                : new Capture(money(row, "captured"), instant(row, "captured_at"));
    }

    private static Money money(JsonObject row, String name) {
        return new Money(row.getLong(name + "_minor"), Currency.getInstance(row.getString(name + "_currency")));
    }

    /** With whatever offset the session has. */
    private static Instant instant(JsonObject row, String name) {
        return OffsetDateTime.parse(row.getString(name)).toInstant();
    }
}
