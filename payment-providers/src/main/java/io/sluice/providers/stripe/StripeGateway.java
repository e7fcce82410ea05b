package io.sluice.providers.stripe;

import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.providers.Acknowledgement;
import io.sluice.providers.Action;
import io.sluice.providers.Action.Type;
import io.sluice.providers.Gateway;
import io.sluice.providers.NewPayment;
import io.sluice.providers.NewRefund;
import io.sluice.providers.Notification;
import io.sluice.providers.Opening;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.RefundStanding;
import io.sluice.providers.Standing;
import io.sluice.providers.Statement;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** Stripe by PaymentIntents: the buyer pays with the client secret; a PaymentIntent has no expiry, so we cancel it. */
@Singleton
class StripeGateway implements Gateway {

    private static final Logger LOG = Logger.getLogger(StripeGateway.class);

    private final StripeSecrets secrets;
    private final StripeCalls calls;
    private final StripeRefunds refunds;
    private final StripeStatements statements;
    private final StripeWebhook webhook;

    StripeGateway(
            StripeSecrets secrets,
            StripeCalls calls,
            StripeRefunds refunds,
            StripeStatements statements,
            StripeWebhook webhook) {
        this.secrets = secrets;
        this.calls = calls;
        this.refunds = refunds;
        this.statements = statements;
        this.webhook = webhook;
    }

    @Override
    public Provider provider() {
        return Provider.STRIPE;
    }

    @Override
    public boolean isConfigured() {
        return secrets.secretKey().isPresent();
    }

    @Override
    public Uni<Opening> open(NewPayment payment) {
        try {
            return calls.create(payment, StripeMoney.toStripe(payment.amount()))
                    .map(StripeGateway::opening)
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

    @Override
    public Uni<Standing> query(PaymentAtProvider payment) {
        return calls.retrieve(payment.providerId())
                .map(StripeGateway::standing)
                .onFailure()
                .recoverWithItem(failure -> new Standing.Unknown(told(failure)));
    }

    /** A refusal to cancel means that the payment is paid or ended already: which of the two, Stripe is asked. */
    @Override
    public Uni<Standing> close(PaymentAtProvider payment) {
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

    @Override
    public Uni<RefundStanding> refund(NewRefund refund) {
        return refunds.refund(refund);
    }

    @Override
    public Uni<RefundStanding> queryRefund(NewRefund refund) {
        return refunds.query(refund);
    }

    @Override
    public Uni<Statement> statement(LocalDate day) {
        return statements.of(day);
    }

    @Override
    public Acknowledgement accepted() {
        return new Acknowledgement(200, null, "");
    }

    @Override
    public Acknowledgement refused() {
        return new Acknowledgement(400, null, "");
    }

    @Override
    public Acknowledgement failed() {
        return new Acknowledgement(503, null, "");
    }

    @Override
    public Notification read(byte[] body, UnaryOperator<String> header) {
        return webhook.read(body, header.apply("Stripe-Signature"));
    }

    private static String told(Throwable failure) {
        LOG.warnf("No answer from Stripe: %s", failure);
        return failure.getClass().getSimpleName();
    }
}
