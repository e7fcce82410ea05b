package io.sluice.stack.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How Stripe writes that a PaymentIntent was paid: as a charge, which has the intent's metadata. */
final class StripeCharge {

    private static final String INTENT = "pi_";
    private static final String CHARGE = "ch_";

    private StripeCharge() {}

    static String idOf(String intent) {
        return CHARGE + intent.substring(INTENT.length());
    }

    static String intentOf(String charge) {
        return charge.startsWith(CHARGE) ? INTENT + charge.substring(CHARGE.length()) : charge;
    }

    /** @param refunds all of the payment's */
    static Map<String, Object> fields(Payment payment, List<Refund> refunds) {
        var paid = payment.captured();
        var refunded = given(refunds);
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", idOf(payment.providerId()));
        fields.put("object", "charge");
        fields.put("amount", paid.minor());
        fields.put("amount_captured", paid.minor());
        fields.put("amount_refunded", refunded);
        fields.put("balance_transaction", StripeEntry.idOf(payment));
        fields.put("captured", true);
        fields.put("created", payment.ended());
        fields.put("currency", paid.currency().toLowerCase(Locale.ROOT));
        fields.put("description", payment.details().get("description"));
        fields.put("livemode", false);
        fields.put("metadata", StripeMetadata.shown(payment.details()));
        fields.put("paid", true);
        fields.put("payment_intent", payment.providerId());
        fields.put("refunded", refunded == paid.minor());
        fields.put("status", "succeeded");
        return fields;
    }

    /** What went back to the buyer or is on its way. */
    static long given(List<Refund> refunds) {
        return refunds.stream()
                .filter(Refund::counts)
                .mapToLong(refund -> refund.wish().amount().minor())
                .sum();
    }
}
