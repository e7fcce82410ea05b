package io.sluice.providers.stripe;

import io.sluice.providers.ProviderReply;
import io.sluice.providers.ProviderTrouble;
import java.util.Set;

/**
 * What Stripe said, yes or no.
 *
 * @param replayed whether this is the stored answer to an earlier request with the same idempotency key
 */
record StripeAnswer(int status, boolean replayed, StripeIntent intent) {

    /** Not done, but perhaps soon: a key or a right of ours is wrong, it took too long, two at once, too many. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 408, 409, 429);

    /**
     * A failure of Stripe's own that is replayed is an answer too: it comes back for as long as the key is used.
     *
     * @throws ProviderTrouble if Stripe is busy, limits us, or has trouble of its own
     */
    static ProviderReply judged(ProviderReply reply) {
        var status = reply.status();
        if (status == 409) {
            throw ProviderTrouble.passing("Stripe answered 409");
        }
        if (status == 408 || status == 429 || status >= 500 && !isReplayed(reply)) {
            throw ProviderTrouble.because("Stripe answered " + status);
        }
        return reply;
    }

    static StripeAnswer of(ProviderReply reply, StripeIntent intent) {
        return new StripeAnswer(reply.status(), isReplayed(reply), intent);
    }

    private static boolean isReplayed(ProviderReply reply) {
        return "true".equals(reply.header().apply("Idempotent-Replayed"));
    }

    boolean isSuccess() {
        return status >= 200 && status < 300 && intent != null && intent.id() != null;
    }

    /** Whether the payment is refused for good; what is neither that nor a success is unknown. */
    boolean isRefusal() {
        return status >= 400 && status < 500 && !PASSING.contains(status) || status >= 500 && replayed;
    }

    /** Our key or our rights are wrong: trouble of ours, not a refusal of the payment. */
    boolean isMisconfiguration() {
        return status == 401 || status == 403;
    }

    String refusal() {
        return status + " " + (intent == null ? "without a reason" : intent.refusal());
    }
}
