package io.sluice.stack.simulator;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How Stripe writes a refund. */
final class StripeRefund {

    private StripeRefund() {}

    static Map<String, Object> fields(Refund refund) {
        var wish = refund.wish();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", wish.refundId());
        fields.put("object", "refund");
        fields.put("amount", wish.amount().minor());
        fields.put("balance_transaction", StripeEntry.idOf(refund));
        fields.put("charge", StripeCharge.idOf(wish.paymentId()));
        fields.put("created", refund.createdMillis() / 1000);
        fields.put("currency", wish.amount().currency().toLowerCase(Locale.ROOT));
        fields.put("metadata", StripeMetadata.shown(wish.parameters()));
        fields.put("payment_intent", wish.paymentId());
        fields.put("reason", wish.parameters().get("reason"));
        fields.put("status", refund.status().name().toLowerCase(Locale.ROOT));
        switch (refund.status()) {
            case PENDING -> fields.put("pending_reason", "processing");
            case SUCCEEDED -> {
                // Nothing more to say.
            }
            case FAILED -> fields.put("failure_reason", "expired_or_canceled_card");
        }
        return fields;
    }
}
