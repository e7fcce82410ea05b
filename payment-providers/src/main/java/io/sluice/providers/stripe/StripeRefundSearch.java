package io.sluice.providers.stripe;

import io.sluice.providers.NewRefund;
import io.sluice.providers.RefundStanding;
import io.sluice.providers.RefundStanding.Absent;
import io.sluice.providers.RefundStanding.NeedsOperator;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds a refund by our number, which Stripe keeps for ever but cannot be asked for: it stands in the payment's refunds. */
@Singleton
class StripeRefundSearch {

    private final StripeConfig config;
    private final StripeCalls calls;

    StripeRefundSearch(StripeConfig config, StripeCalls calls) {
        this.config = config;
        this.calls = calls;
    }

    /** Fails if Stripe does not say. All of the payment's refunds are read, to see whether two have the number. */
    Uni<RefundStanding> find(NewRefund refund) {
        var payment = refund.payment().providerId();
        if (payment == null) {
            return Uni.createFrom().item(new NeedsOperator("Stripe's name of the payment is not known"));
        }
        var number = refund.id().toString();
        return StripeList.all(
                        config.refundPages(),
                        after -> calls.refunds(payment, after).map(StripeRefundSearch::page))
                .filter(listed -> number.equals(listed.metadata().refundNumber()))
                .collect()
                .asList()
                .map(found -> standing(refund, found));
    }

    /** What was captured is there: if Stripe does not know the payment, we ask with the key of another account. */
    private static StripeList<StripeRefund> page(StripeAnswer<StripeList<StripeRefund>> answer) {
        return answer.orTrouble();
    }

    private static RefundStanding standing(NewRefund refund, List<StripeRefund> found) {
        return switch (found.size()) {
            case 0 -> new Absent();
            case 1 -> found.getFirst().standing(refund);
            default -> new NeedsOperator("Stripe has " + found.size() + " refunds under this number");
        };
    }
}
