package io.sluice.providers.stripe;

import io.sluice.providers.ProviderReply;
import io.sluice.providers.ProviderTrouble;
import java.util.Set;

/**
 * What Stripe said, yes or no.
 *
 * @param replayed whether this is the stored answer to an earlier request with the same idempotency key
 * @param body what was asked for; null unless this is a success
 * @param problem why it was refused; null if this is a success, or no word of Stripe's
 */
record StripeAnswer<T>(int status, boolean replayed, T body, StripeProblem.Detail problem) {

    /** Not done, but perhaps soon: a key or a right of ours is wrong, it took too long, two at once, too many. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 408, 409, 429);

    /**
     * A failure of Stripe's own that is replayed is an answer too: it comes back for as long as the key is used.
     *
     * @throws ProviderTrouble if Stripe is busy, limits us, has trouble of its own, or asks for a repetition
     */
    static ProviderReply judged(ProviderReply reply) {
        var status = reply.status();
        if (reply.isSuccess() || status >= 500 && isReplayed(reply)) {
            return reply;
        }
        var advice = reply.header().apply("Stripe-Should-Retry");
        var trouble = status == 408 || status == 429 || status >= 500;
        if (trouble || status == 409 || "true".equals(advice)) {
            var because = "Stripe answered " + status;
            var failure = trouble ? ProviderTrouble.because(because) : ProviderTrouble.passing(because);
            throw "false".equals(advice) ? failure.notWorthRepeating() : failure;
        }
        return reply;
    }

    static <T> StripeAnswer<T> success(ProviderReply reply, T body) {
        return new StripeAnswer<>(reply.status(), isReplayed(reply), body, null);
    }

    static <T> StripeAnswer<T> refusal(ProviderReply reply, StripeProblem problem) {
        return new StripeAnswer<>(reply.status(), isReplayed(reply), null, problem == null ? null : problem.error());
    }

    private static boolean isReplayed(ProviderReply reply) {
        return "true".equals(reply.header().apply("Idempotent-Replayed"));
    }

    boolean isSuccess() {
        return body != null;
    }

    /** Whether Stripe refuses for good, in its own words; what is neither that nor a success is unknown. */
    boolean isRefusal() {
        return problem != null
                && problem.type() != null
                && (status >= 400 && status < 500 && !PASSING.contains(status) || status >= 500 && replayed);
    }

    /** Our key or our rights are wrong: trouble of ours, not a refusal of what was asked. */
    boolean isMisconfiguration() {
        return status == 401 || status == 403;
    }

    boolean isMissing() {
        return isRefusal() && problem.isMissing();
    }

    String refusal() {
        return status + " " + (problem == null ? "without a reason" : problem.reason());
    }

    /** @throws ProviderTrouble unless this is a success */
    T orTrouble() {
        if (!isSuccess()) {
            throw ProviderTrouble.passing(refusal());
        }
        return body;
    }
}
