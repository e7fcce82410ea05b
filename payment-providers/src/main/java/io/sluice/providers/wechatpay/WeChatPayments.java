package io.sluice.providers.wechatpay;

import io.sluice.providers.Action;
import io.sluice.providers.Action.Type;
import io.sluice.providers.NewPayment;
import io.sluice.providers.Opening;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Payments by Native pay: found by our number, because WeChat Pay names a payment only when it is paid. */
@ApplicationScoped
class WeChatPayments {

    private static final String YUAN = "CNY";

    private final WeChatConfig config;
    private final WeChatAccount account;
    private final WeChatCalls calls;
    private final WeChatStandings standings;
    private final Clock clock;

    WeChatPayments(
            WeChatConfig config, WeChatAccount account, WeChatCalls calls, WeChatStandings standings, Clock clock) {
        this.config = config;
        this.account = account;
        this.calls = calls;
        this.standings = standings;
        this.clock = clock;
    }

    Uni<Opening> open(NewPayment payment) {
        if (!YUAN.equals(payment.amount().currency().getCurrencyCode())) {
            return Uni.createFrom().item(new Opening.Refused("WeChat Pay collects " + YUAN + " alone"));
        }
        return calls.open(order(payment))
                .chain(answer -> opening(payment, answer))
                .onFailure()
                .recoverWithItem(failure -> new Opening.Unknown(WeChatCalls.noAnswer(failure)));
    }

    private WeChatRequests.Order order(NewPayment payment) {
        return new WeChatRequests.Order(
                account.appId(),
                account.merchantId(),
                WeChatText.of(payment.subject(), WeChatText.DESCRIPTION_BYTES),
                payment.id().toString(),
                WeChatExpiry.of(payment.payBy(), clock.instant(), config.shortestExpiry()),
                account.notifyUrl(),
                new WeChatRequests.Total(payment.amount().minor(), YUAN));
    }

    /** A no may mean that the number is in use: it is believed only of a payment that was not paid under it before. */
    private Uni<Opening> opening(NewPayment payment, WeChatAnswer<WeChatReplies.Code> answer) {
        if (!answer.isSuccess()) {
            return standings
                    .of(payment.id().toString(), new Standing.Closed(null))
                    .map(standing -> refused(answer.code(), standing));
        }
        var code = answer.told().codeUrl();
        return Uni.createFrom()
                .item(
                        code == null
                                ? new Opening.Unknown("opened without a code")
                                : new Opening.Opened(null, new Action(Type.QR_CODE, code)));
    }

    private static Opening refused(String code, Standing standing) {
        return switch (standing) {
            case Standing.Captured _ -> new Opening.Unknown(code + ": paid already");
            case Standing.Unknown(var because) -> new Opening.Unknown(code + ", and " + because);
            case Standing.Open _ -> new Opening.Unknown(code + ", but it is open");
            case Standing.Closed _, Standing.Absent _ -> new Opening.Refused(code);
        };
    }

    /** A payment that was opened is there; if WeChat Pay does not know it, nobody knows how it stands. */
    Uni<Standing> query(PaymentAtProvider payment) {
        return standings
                .of(payment.id().toString(), new Standing.Unknown("WeChat Pay does not know the payment"))
                .onFailure()
                .recoverWithItem(failure -> new Standing.Unknown(WeChatCalls.noAnswer(failure)));
    }

    /**
     * Whatever closing is answered, a query says how the payment stands then: it may have been paid just before. What WeChat
     * Pay does not know cannot be paid.
     */
    Uni<Standing> close(PaymentAtProvider payment) {
        var number = payment.id().toString();
        var nothingThere = new Standing.Closed(null);
        return calls.close(number)
                .chain(answer ->
                        answer.isAbsent() ? Uni.createFrom().item(nothingThere) : standings.of(number, nothingThere))
                .onFailure()
                .recoverWithItem(failure -> new Standing.Unknown(WeChatCalls.noAnswer(failure)));
    }
}
