package io.sluice.stack.simulator;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A line of the merchant's account with Stripe.
 *
 * @param currency three letters, upper case
 * @param amount in minor units, negative when it leaves the account
 * @param fee what Stripe keeps of it
 * @param created epoch seconds
 * @param source the id of what moved the money; null if it was nothing of the merchant's
 * @param object what the source names, whole
 */
record StripeEntry(
        String id,
        String type,
        String currency,
        long amount,
        long fee,
        long created,
        String source,
        Map<String, Object> object) {

    private static final long TWO_DAYS = 172_800; // In seconds; then the merchant can have it.

    static String idOf(Payment payment) {
        return id("charge " + payment.providerId());
    }

    /** Null until the money moved. */
    static String idOf(Refund refund) {
        return refund.status() == Refund.Status.SUCCEEDED
                ? id("refund " + refund.wish().refundId())
                : null;
    }

    static StripeEntry of(Payment payment, Map<String, Object> charge) {
        var paid = payment.captured();
        var source = StripeCharge.idOf(payment.providerId());
        return new StripeEntry(
                idOf(payment), "charge", paid.currency(), paid.minor(), share(paid), payment.ended(), source, charge);
    }

    /** What checking a payment costs: an entry that no payment or refund is the source of. */
    static StripeEntry checking(Payment payment) {
        var id = id("checking " + payment.providerId());
        return new StripeEntry(id, "stripe_fee", payment.captured().currency(), -1, 0, payment.ended(), null, null);
    }

    static StripeEntry of(Refund refund) {
        var wish = refund.wish();
        return new StripeEntry(
                idOf(refund),
                "refund",
                wish.amount().currency(),
                -wish.amount().minor(),
                0,
                refund.endedMillis() / 1000,
                wish.refundId(),
                StripeRefund.fields(refund));
    }

    /** About three in a hundred, rounded down; it does not come back with a refund. */
    private static long share(Amount paid) {
        return paid.minor() * 3 / 100;
    }

    Map<String, Object> fields(boolean expanded) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", id);
        fields.put("object", "balance_transaction");
        fields.put("amount", amount);
        fields.put("available_on", created + TWO_DAYS);
        fields.put("created", created);
        fields.put("currency", currency.toLowerCase(Locale.ROOT));
        fields.put("fee", fee);
        fields.put("net", amount - fee);
        fields.put("reporting_category", type.equals("stripe_fee") ? "fee" : type);
        fields.put("source", expanded ? object : source);
        fields.put("status", "pending");
        fields.put("type", type);
        return fields;
    }

    private static String id(String name) {
        return "txn_"
                + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }
}
