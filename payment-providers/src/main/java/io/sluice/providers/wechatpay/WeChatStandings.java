package io.sluice.providers.wechatpay;

import io.sluice.providers.ProviderTrouble;
import io.sluice.providers.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** How payments stand, asked for by our numbers; an answer counts only if it is about the payment that was asked for. */
@ApplicationScoped
class WeChatStandings {

    private final WeChatAccount account;
    private final WeChatCalls calls;

    WeChatStandings(WeChatAccount account, WeChatCalls calls) {
        this.account = account;
        this.calls = calls;
    }

    /** Fails like the call. @param ifAbsent what it means that WeChat Pay knows no such payment */
    Uni<Standing> of(String number, Standing ifAbsent) {
        return calls.query(number).map(answer -> {
            if (answer.isSuccess()) {
                return of(number, answer.told());
            }
            return answer.isAbsent() ? ifAbsent : new Standing.Unknown(answer.code());
        });
    }

    /**
     * A refunded payment was captured, and stays so. PAYERROR is one failed attempt; until the payment is closed the buyer may
     * make another.
     */
    private Standing of(String number, WeChatOrder order) {
        if (!number.equals(order.outTradeNo()) || !isOurs(order) || order.tradeState() == null) {
            throw ProviderTrouble.because("an answer about something else");
        }
        return switch (order.tradeState()) {
            case "SUCCESS", "REFUND" -> captured(order);
            case "NOTPAY", "USERPAYING", "PAYERROR" -> new Standing.Open();
            case "CLOSED", "REVOKED" -> new Standing.Closed(order.transactionId());
            default -> new Standing.Unknown(order.tradeState());
        };
    }

    private boolean isOurs(WeChatOrder order) {
        return account.merchantId().equals(order.mchid()) && account.appId().equals(order.appid());
    }

    private static Standing captured(WeChatOrder order) {
        return order.transactionId() == null
                ? new Standing.Unknown("paid, but without WeChat Pay's number")
                : new Standing.Captured(order.transactionId(), order.paid());
    }
}
