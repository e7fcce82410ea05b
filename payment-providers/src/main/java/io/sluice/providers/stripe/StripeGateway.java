package io.sluice.providers.stripe;

import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.providers.Acknowledgement;
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

/** Stripe as a gateway: which class answers what, and how Stripe is answered. */
@Singleton
class StripeGateway implements Gateway {

    private final StripeSecrets secrets;
    private final StripePayments payments;
    private final StripeRefunds refunds;
    private final StripeStatements statements;
    private final StripeWebhook webhook;

    StripeGateway(
            StripeSecrets secrets,
            StripePayments payments,
            StripeRefunds refunds,
            StripeStatements statements,
            StripeWebhook webhook) {
        this.secrets = secrets;
        this.payments = payments;
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
        return payments.open(payment);
    }

    @Override
    public Uni<Standing> query(PaymentAtProvider payment) {
        return payments.query(payment);
    }

    @Override
    public Uni<Standing> close(PaymentAtProvider payment) {
        return payments.close(payment);
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
}
