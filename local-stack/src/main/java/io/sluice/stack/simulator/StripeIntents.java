package io.sluice.stack.simulator;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** How Stripe writes a payment: as a PaymentIntent. */
final class StripeIntents {

    private StripeIntents() {}

    /** @throws IllegalArgumentException if the form's amount or currency is not one */
    static Payment opened(Map<String, String> form) {
        var id = "pi_" + UUID.randomUUID().toString().replace("-", "");
        var details = StripeMetadata.kept(form);
        details.put(
                "client_secret", id + "_secret_" + UUID.randomUUID().toString().replace("-", ""));
        details.put("description", form.getOrDefault("description", ""));
        var asked = new Amount(Long.parseLong(form.get("amount")), form.get("currency"));
        var number = details.getOrDefault(StripeMetadata.KEPT + "payment_id", id);
        return Payment.opened(StripeProtocol.PROVIDER, id, number, asked, details);
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
        intent.put("latest_charge", paid == null ? null : StripeCharge.idOf(payment.providerId()));
        intent.put("livemode", false);
        intent.put("metadata", StripeMetadata.shown(payment.details()));
        intent.put("status", status(payment));
        return intent;
    }

    private static String status(Payment payment) {
        return switch (payment.state()) {
            case OPEN -> "requires_payment_method";
            case CAPTURED -> "succeeded";
            case CLOSED -> "canceled";
        };
    }
}
