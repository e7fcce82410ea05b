package io.sluice.providers.wechatpay;

import io.quarkus.runtime.StartupEvent;
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
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.function.UnaryOperator;

/** WeChat Pay. What it is made of is made when it is first needed, and so never where it is not configured. */
@Singleton
class WeChatGateway implements Gateway {

    private static final String JSON = "application/json";

    private final WeChatConfig config;
    private final WeChatKeys keys;
    private final WeChatPayments payments;
    private final WeChatRefunds refunds;
    private final WeChatStatements statements;
    private final WeChatWebhook webhook;

    WeChatGateway(
            WeChatConfig config,
            WeChatKeys keys,
            WeChatPayments payments,
            WeChatRefunds refunds,
            WeChatStatements statements,
            WeChatWebhook webhook) {
        this.config = config;
        this.keys = keys;
        this.payments = payments;
        this.refunds = refunds;
        this.statements = statements;
        this.webhook = webhook;
    }

    /** The first webhook finds the keys there; and what is configured wrongly is told at start. */
    void prepare(@Observes StartupEvent start) {
        if (isConfigured()) {
            keys.prepare();
        }
    }

    @Override
    public Provider provider() {
        return Provider.WECHATPAY;
    }

    @Override
    public boolean isConfigured() {
        return config.merchantId().isPresent();
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

    @Override
    public Acknowledgement accepted() {
        return new Acknowledgement(204, null, "");
    }

    @Override
    public Acknowledgement refused() {
        return new Acknowledgement(401, JSON, "{\"code\":\"FAIL\",\"message\":\"refused\"}");
    }

    @Override
    public Acknowledgement failed() {
        return new Acknowledgement(503, JSON, "{\"code\":\"FAIL\",\"message\":\"not stored\"}");
    }

    @Override
    public Notification read(byte[] body, UnaryOperator<String> header) {
        return isConfigured() ? webhook.read(body, header) : new Notification.Refused("WeChat Pay is not configured");
    }
}
