package io.sluice.providers.stripe;

import io.sluice.providers.Action;
import io.sluice.providers.Action.Type;
import io.sluice.providers.NewPayment;
import io.sluice.providers.Opening;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Collects by PaymentIntents: the buyer pays with the client secret; a PaymentIntent has no expiry, so we cancel it. */
@Singleton
class StripePayments {

    private static final Logger LOG = Logger.getLogger(StripePayments.class);

    private final StripeCalls calls;

    StripePayments(StripeCalls calls) {
        this.calls = calls;
    }

    Uni<Opening> open(NewPayment payment) {
        try {
            return calls.create(payment, StripeMoney.toStripe(payment.amount()))
                    .map(StripePayments::opening)
                    .onFailure()
                    .recoverWithItem(failure -> new Opening.Unknown(told(failure)));
        } catch (ArithmeticException e) {
            return Uni.createFrom().item(new Opening.Refused("Stripe cannot express " + payment.amount()));
        }
    }

    /** What is no clear yes or no, is asked again under the same number. */
    static Opening opening(StripeAnswer<StripeIntent> answer) {
        var intent = answer.body();
        if (intent != null && intent.id() != null && intent.clientSecret() != null) {
            return new Opening.Opened(intent.id(), new Action(Type.CLIENT_SECRET, intent.clientSecret()));
        }
        return answer.isRefusal() ? new Opening.Refused(answer.refusal()) : new Opening.Unknown(answer.refusal());
    }

    Uni<Standing> query(PaymentAtProvider payment) {
        return calls.retrieve(payment.providerId())
                .map(StripePayments::standing)
                .onFailure()
                .recoverWithItem(failure -> new Standing.Unknown(told(failure)));
    }

    /** A refusal to cancel means that the payment is paid or ended already: which of the two, Stripe is asked. */
    Uni<Standing> close(PaymentAtProvider payment) {
        return calls.cancel(payment.providerId())
                .chain(answer -> answer.status() == 400
                        ? query(payment)
                        : Uni.createFrom().item(standing(answer)))
                .onFailure()
                .recoverWithItem(failure -> new Standing.Unknown(told(failure)));
    }

    private static Standing standing(StripeAnswer<StripeIntent> answer) {
        var intent = answer.body();
        if (intent == null || intent.id() == null || intent.status() == null) {
            return new Standing.Unknown(answer.refusal());
        }
        return switch (intent.status()) {
            case "succeeded" ->
                new Standing.Captured(intent.id(), StripeMoney.toMoney(intent.amountReceived(), intent.currency()));
            case "canceled" -> new Standing.Closed(intent.id());
            default -> new Standing.Open();
        };
    }

    private static String told(Throwable failure) {
        LOG.warnf("No answer from Stripe: %s", failure);
        return failure.getClass().getSimpleName();
    }
}
