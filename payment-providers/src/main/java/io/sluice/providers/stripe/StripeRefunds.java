package io.sluice.providers.stripe;

import io.sluice.providers.NewRefund;
import io.sluice.providers.RefundStanding;
import io.sluice.providers.RefundStanding.Absent;
import io.sluice.providers.RefundStanding.Failed;
import io.sluice.providers.RefundStanding.NeedsFunds;
import io.sluice.providers.RefundStanding.NeedsOperator;
import io.sluice.providers.RefundStanding.Unknown;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Gives money back once. Stripe forgets an idempotency key after a day, but never a refund: its list is asked before every
 * try, and again before a refusal is believed. The key keeps apart what runs at the same time.
 */
@Singleton
class StripeRefunds {

    private static final Logger LOG = Logger.getLogger(StripeRefunds.class);

    private final StripeConfig config;
    private final StripeCalls calls;
    private final StripeRefundSearch search;

    StripeRefunds(StripeConfig config, StripeCalls calls, StripeRefundSearch search) {
        this.config = config;
        this.calls = calls;
        this.search = search;
    }

    Uni<RefundStanding> query(NewRefund refund) {
        return search.find(refund).onFailure().recoverWithItem(StripeRefunds::unknown);
    }

    Uni<RefundStanding> refund(NewRefund refund) {
        try {
            var amount = StripeMoney.toStripe(refund.amount());
            return search.find(refund)
                    .chain(found -> found instanceof Absent ? ask(refund, amount, 1) : known(found))
                    .onFailure()
                    .recoverWithItem(StripeRefunds::unknown);
        } catch (ArithmeticException _) {
            return known(new Failed("Stripe cannot express " + refund.amount()));
        }
    }

    private Uni<RefundStanding> ask(NewRefund refund, long amount, int keys) {
        var key = keys == 1 ? refund.id().toString() : refund.id() + "-" + keys;
        return calls.refund(key, refund, amount).chain(answer -> {
            if (answer.isSuccess()) {
                return known(answer.body().standing(refund));
            }
            return answer.isRefusal()
                    ? search.find(refund)
                            .chain(found ->
                                    found instanceof Absent ? refused(refund, amount, keys, answer) : known(found))
                    : known(new Unknown(answer.refusal()));
        });
    }

    /**
     * A stored failure of Stripe's own may have moved money that its list shows later, so no other key is tried: the list is
     * asked again until it shows the refund, or the key is forgotten and free. A stored lack of funds has moved nothing, and
     * would be repeated for a day after the balance is topped up: the next key is the next try, for everybody the same.
     */
    private Uni<RefundStanding> refused(NewRefund refund, long amount, int keys, StripeAnswer<StripeRefund> answer) {
        if (answer.status() >= 500) {
            return known(new Unknown("Stripe repeats a failure of its own: " + answer.refusal()));
        }
        if (answer.problem().asksForFunds()) {
            return answer.replayed() && keys < config.refundKeys()
                    ? ask(refund, amount, keys + 1)
                    : known(new NeedsFunds());
        }
        return known(
                answer.problem().forbidsRefund() ? new Failed(answer.refusal()) : new NeedsOperator(answer.refusal()));
    }

    private static Uni<RefundStanding> known(RefundStanding standing) {
        return Uni.createFrom().item(standing);
    }

    private static RefundStanding unknown(Throwable failure) {
        LOG.warnf("No answer from Stripe about a refund: %s", failure);
        return new Unknown(StripeReader.reason(failure));
    }
}
