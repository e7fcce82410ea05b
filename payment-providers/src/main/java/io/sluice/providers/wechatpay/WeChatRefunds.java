package io.sluice.providers.wechatpay;

import io.sluice.providers.NewRefund;
import io.sluice.providers.ProviderTrouble;
import io.sluice.providers.RefundStanding;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Refunds: accepted first, given days later, and found by our number, which WeChat Pay never gives money for twice. */
@ApplicationScoped
class WeChatRefunds {

    /** Refusals that no repetition changes. Any other code is one that we do not know: a person looks at it. */
    private static final Set<String> FINAL =
            Set.of("PARAM_ERROR", "INVALID_REQUEST", "USER_ACCOUNT_ABNORMAL", "RESOURCE_NOT_EXISTS", "MCH_NOT_EXISTS");

    private final WeChatAccount account;
    private final WeChatCalls calls;

    WeChatRefunds(WeChatAccount account, WeChatCalls calls) {
        this.account = account;
        this.calls = calls;
    }

    Uni<RefundStanding> refund(NewRefund refund) {
        return calls.refund(request(refund))
                .chain(answer -> answer.isSuccess()
                        ? Uni.createFrom().item(standing(refund, answer.told()))
                        : refused(refund, answer.code()))
                .onFailure()
                .recoverWithItem(failure -> new RefundStanding.Unknown(WeChatCalls.noAnswer(failure)));
    }

    private WeChatRequests.Refund request(NewRefund refund) {
        var currency = refund.amount().currency().getCurrencyCode();
        return new WeChatRequests.Refund(
                refund.payment().id().toString(),
                refund.id().toString(),
                WeChatText.of(refund.reason(), WeChatText.REASON_BYTES),
                account.notifyUrl(),
                new WeChatRequests.Part(
                        refund.amount().minor(), refund.captured().minor(), currency));
    }

    /** A refusal may answer a repetition of what was accepted before; so it is believed only if there is no such refund. */
    private Uni<RefundStanding> refused(NewRefund refund, String code) {
        if (code.equals("NOT_ENOUGH")) {
            return Uni.createFrom().item(new RefundStanding.NeedsFunds());
        }
        RefundStanding otherwise =
                FINAL.contains(code) ? new RefundStanding.Failed(code) : new RefundStanding.NeedsOperator(code);
        return asked(refund).map(standing -> standing instanceof RefundStanding.Absent ? otherwise : standing);
    }

    Uni<RefundStanding> queryRefund(NewRefund refund) {
        return asked(refund)
                .onFailure()
                .recoverWithItem(failure -> new RefundStanding.Unknown(WeChatCalls.noAnswer(failure)));
    }

    private Uni<RefundStanding> asked(NewRefund refund) {
        return calls.queryRefund(refund.id().toString()).map(answer -> {
            if (answer.isSuccess()) {
                return standing(refund, answer.told());
            }
            return answer.isAbsent() ? new RefundStanding.Absent() : new RefundStanding.Unknown(answer.code());
        });
    }

    private static RefundStanding standing(NewRefund refund, WeChatRefund found) {
        if (!refund.id().toString().equals(found.outRefundNo()) || found.status() == null) {
            throw ProviderTrouble.because("an answer about something else");
        }
        if (found.amount() == null
                || !Long.valueOf(refund.amount().minor()).equals(found.amount().refund())) {
            return new RefundStanding.NeedsOperator("WeChat Pay has another amount under this number");
        }
        return switch (found.status()) {
            case "SUCCESS" -> new RefundStanding.Succeeded(found.refundId());
            case "PROCESSING" -> new RefundStanding.Pending(found.refundId());
            case "CLOSED" -> new RefundStanding.Failed("closed by WeChat Pay");
            case "ABNORMAL" -> new RefundStanding.NeedsOperator("the buyer's account does not take the money");
            default -> new RefundStanding.Unknown(found.status());
        };
    }
}
