package io.sluice.providers.alipay;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.function.UnaryOperator;

/** Alipay in key mode: the buyer scans a QR code; {@code time_expire} alone keeps a payment from coming late. */
@Singleton
class AlipayGateway implements Gateway {

    private final AlipayConfig config;
    private final AlipayPayments payments;
    private final AlipayRefunds refunds;
    private final AlipayStatements statements;
    private final AlipayWebhook webhook;

    AlipayGateway(
            AlipayConfig config,
            AlipayPayments payments,
            AlipayRefunds refunds,
            AlipayStatements statements,
            AlipayWebhook webhook) {
        this.config = config;
        this.payments = payments;
        this.refunds = refunds;
        this.statements = statements;
        this.webhook = webhook;
    }

    @Override
    public Provider provider() {
        return Provider.ALIPAY;
    }

    @Override
    public boolean isConfigured() {
        return config.isComplete();
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
        return refunds.queryRefund(refund);
    }

    @Override
    public Uni<Statement> statement(LocalDate day) {
        return statements.statement(day);
    }

    /** Exactly these seven bytes: anything else makes Alipay send it again. */
    @Override
    public Acknowledgement accepted() {
        return new Acknowledgement(200, MediaType.TEXT_PLAIN, "success");
    }

    @Override
    public Acknowledgement refused() {
        return new Acknowledgement(400, MediaType.TEXT_PLAIN, "failure");
    }

    @Override
    public Acknowledgement failed() {
        return new Acknowledgement(503, MediaType.TEXT_PLAIN, "failure");
    }

    @Override
    public Notification read(byte[] body, UnaryOperator<String> header) {
        return webhook.read(body, header.apply(HttpHeaders.CONTENT_TYPE));
    }
}
