package io.sluice.providers.stripe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sluice.contracts.Money;
import io.sluice.providers.NewRefund;
import io.sluice.providers.RefundStanding;

/** A Refund as Stripe writes it; whatever is absent is null. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record StripeRefund(
        String id,
        String status,
        Long amount,
        String currency,
        @JsonProperty("payment_intent") String paymentIntent,
        String charge,
        @JsonProperty("failure_reason") String failureReason,
        StripeMetadata metadata)
        implements StripeList.Listed {

    /** Compact, so that nobody asks whether there is metadata. */
    StripeRefund {
        metadata = metadata == null ? StripeMetadata.NONE : metadata;
    }

    /** What Stripe calls the payment: a payment that was not made by a PaymentIntent is known by its charge. */
    String payment() {
        if (paymentIntent != null) {
            return paymentIntent;
        }
        return charge == null ? id : charge;
    }

    /** How {@code asked} stands, if this is it. */
    RefundStanding standing(NewRefund asked) {
        if (id == null || status == null || amount == null || currency == null) {
            return new RefundStanding.Unknown("Stripe describes the refund in part only");
        }
        return isAsMuchAs(asked.amount())
                ? standing()
                : new RefundStanding.NeedsOperator("Stripe has another amount under this number: " + id);
    }

    private boolean isAsMuchAs(Money money) {
        return amount == StripeMoney.toStripe(money)
                && currency.equalsIgnoreCase(money.currency().getCurrencyCode());
    }

    /** SPEC 3.2. A success may turn into a failure days later: by webhook, and as a line of the statement. */
    private RefundStanding standing() {
        return switch (status) {
            case "succeeded" -> new RefundStanding.Succeeded(id);
            case "pending" -> new RefundStanding.Pending(id);
            case "requires_action" -> new RefundStanding.NeedsOperator("the buyer must act: " + id);
            case "failed" -> new RefundStanding.Failed(failureReason == null ? "failed" : failureReason);
            case "canceled" -> new RefundStanding.Failed("canceled");
            default -> new RefundStanding.Unknown("Stripe has a new status: " + status);
        };
    }
}
