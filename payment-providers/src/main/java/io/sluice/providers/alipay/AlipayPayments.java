package io.sluice.providers.alipay;

import io.sluice.providers.Action;
import io.sluice.providers.NewPayment;
import io.sluice.providers.Opening;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;

/**
 * Payments by QR code. What the buyer has not scanned is no trade yet, neither open nor closed, and may become one until its
 * {@code time_expire}, whatever we close.
 */
@Singleton
class AlipayPayments {

    private static final String PAID = "ACQ.TRADE_HAS_SUCCESS";

    private final AlipayCalls calls;

    AlipayPayments(AlipayCalls calls) {
        this.calls = calls;
    }

    Uni<Opening> open(NewPayment payment) {
        if (!AlipayMoney.isExpressible(payment.amount())) {
            return Uni.createFrom().item(new Opening.Refused("Alipay cannot express " + payment.amount()));
        }
        return calls.precreate(payment)
                .map(AlipayPayments::opening)
                .onFailure()
                .recoverWithItem(failure -> new Opening.Unknown(AlipayTrouble.told(failure)));
    }

    /** That it is paid already is no refusal: a query finds the money. */
    static Opening opening(AlipayAnswer answer) {
        if (answer.isSuccess() && answer.qrCode() != null) {
            return new Opening.Opened(null, new Action(Action.Type.QR_CODE, answer.qrCode()));
        }
        return answer.isRefusal() && !PAID.equals(answer.subCode())
                ? new Opening.Refused(answer.reason())
                : new Opening.Unknown(answer.reason());
    }

    Uni<Standing> query(PaymentAtProvider payment) {
        return calls.query(payment.id())
                .map(AlipayPayments::standing)
                .onFailure()
                .recoverWithItem(failure -> new Standing.Unknown(AlipayTrouble.told(failure)));
    }

    static Standing standing(AlipayAnswer answer) {
        if (answer.knowsNoTrade()) {
            return new Standing.Absent();
        }
        if (!answer.isSuccess() || answer.tradeStatus() == null) {
            return new Standing.Unknown(answer.reason());
        }
        return switch (answer.tradeStatus()) {
            case "WAIT_BUYER_PAY" -> new Standing.Open();
            case "TRADE_SUCCESS", "TRADE_FINISHED" -> captured(answer);
            case "TRADE_CLOSED" -> closed(answer);
            default -> new Standing.Unknown(answer.tradeStatus());
        };
    }

    private static Standing captured(AlipayAnswer answer) {
        var tradeNo = Objects.requireNonNull(answer.tradeNo(), "trade_no");
        return new Standing.Captured(tradeNo, AlipayMoney.toMoney(answer.totalAmount()));
    }

    /**
     * Closed are a trade that nobody paid and one that was paid and fully given back. Only what was paid has a
     * {@code send_pay_date}; {@code receipt_amount} is often 0.00 for both and says nothing.
     */
    private static Standing closed(AlipayAnswer answer) {
        var paid = answer.sendPayDate() != null && !answer.sendPayDate().isBlank();
        return paid ? captured(answer) : new Standing.Closed(answer.tradeNo());
    }

    /** Ends what can be ended. How a trade stands that cannot be closed (any more), Alipay is asked. */
    Uni<Standing> close(PaymentAtProvider payment) {
        return calls.close(payment.id())
                .chain(answer -> answer.isRefusal() && !answer.knowsNoTrade()
                        ? query(payment)
                        : Uni.createFrom().item(ended(answer)))
                .onFailure()
                .recoverWithItem(failure -> new Standing.Unknown(AlipayTrouble.told(failure)));
    }

    /** Without a trade there is nothing that anybody could close, and the buyer may still scan its code. */
    private static Standing ended(AlipayAnswer answer) {
        if (answer.knowsNoTrade()) {
            return new Standing.Absent();
        }
        return answer.isSuccess() ? new Standing.Closed(answer.tradeNo()) : new Standing.Unknown(answer.reason());
    }
}
