package io.sluice.providers;

import jakarta.ws.rs.core.Response;

/**
 * What Stripe said, yes or no.
 *
 * @param replayed whether this is the stored answer to an earlier request with the same idempotency key
 */
record StripeAnswer(int status, boolean replayed, StripeIntent intent) {

    /**
     * A failure of Stripe's own that is replayed is an answer too: it comes back for as long as the key is used.
     *
     * @throws StripeTrouble if the same request may be answered otherwise later
     */
    static StripeAnswer of(Response response, StripeIntent intent) {
        var status = response.getStatus();
        var replayed = "true".equals(response.getHeaderString("Idempotent-Replayed"));
        if (status == 409 || status == 429 || status >= 500 && !replayed) {
            throw new StripeTrouble(status);
        }
        return new StripeAnswer(status, replayed, intent);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300 && intent != null && intent.id() != null;
    }

    /** Our key or our rights are wrong: trouble of ours, not a refusal of the payment. */
    boolean isMisconfiguration() {
        return status == 401 || status == 403;
    }

    String refusal() {
        return status + " " + (intent == null ? "without a reason" : intent.refusal());
    }
}
