package io.sluice.stack.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Alipay's refunds: the answer says whether money moved by it, which a refund that waits does not. */
final class AlipayRefunds {

    private static final String NUMBER = "out_request_no";
    private static final String AMOUNT = "refund_amount";

    private final Book book;
    private final Refunds refunds;
    private final AlipayTrades trades;
    private final RefundRules rules;

    AlipayRefunds(Book book, Refunds refunds, AlipayTrades trades, Duration apart) {
        this.book = book;
        this.refunds = refunds;
        this.trades = trades;
        this.rules = new RefundRules(Integer.MAX_VALUE, apart, true); // No most is published.
    }

    AlipayReply refund(AlipayCall call) {
        return trades.trade(call).map(payment -> refund(payment, call)).orElseGet(AlipayTrades::unknown);
    }

    private AlipayReply refund(Payment payment, AlipayCall call) {
        var fen = call.field(AMOUNT).flatMap(Yuan::fen);
        if (fen.isEmpty() || call.text(NUMBER).length() > 64) {
            return AlipayReply.refused("ACQ.INVALID_PARAMETER", "参数无效");
        }
        if (payment.captured() == null) {
            return unpaid(payment);
        }
        var isPartial = fen.get() != payment.captured().minor();
        if (call.field(NUMBER).isEmpty() && isPartial) {
            return AlipayReply.refused("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "部分退款须有退款请求号");
        }
        return accept(payment, wish(payment, call, fen.get()));
    }

    private static AlipayReply unpaid(Payment payment) {
        return payment.isOpen()
                ? AlipayReply.refused("ACQ.TRADE_STATUS_ERROR", "交易状态不合法")
                : AlipayReply.refused("ACQ.TRADE_HAS_CLOSE", "交易已经关闭");
    }

    private Refund.Wish wish(Payment payment, AlipayCall call, long fen) {
        var number = call.field(NUMBER).orElse(payment.outTradeNo());
        var parameters = new TreeMap<>(Map.of(AMOUNT, Yuan.text(fen), "refund_reason", call.text("refund_reason")));
        return new Refund.Wish(
                payment.provider(),
                keyOf(payment, number),
                payment.providerId(),
                payment.outTradeNo(),
                number,
                number,
                new Amount(fen, Yuan.CURRENCY),
                parameters);
    }

    private AlipayReply accept(Payment payment, Refund.Wish wish) {
        return switch (refunds.accept(wish, rules)) {
            case Acceptance.Accepted(var refund) ->
                refunds.losesAnswers() ? replyTo(payment, refund, true).asLost() : replyTo(payment, refund, true);
            case Acceptance.Repeated(var first)
            when !first.wish().parameters().equals(wish.parameters()) ->
                AlipayReply.refused("ACQ.DISCORDANT_REPEAT_REQUEST", "请求信息不一致");
            case Acceptance.Repeated(var first) -> replyTo(payment, first, false);
            case Acceptance.Refused(var reason) -> refusal(reason);
            case Acceptance.Trouble() -> AlipayReply.unknown();
        };
    }

    private static AlipayReply refusal(Acceptance.Reason reason) {
        return switch (reason) {
            case NOT_CAPTURED -> AlipayReply.refused("ACQ.TRADE_STATUS_ERROR", "交易状态不合法");
            case MORE_THAN_CAPTURED -> AlipayReply.refused("ACQ.REASON_TRADE_REFUND_FEE_ERR", "退款金额无效");
            case TOO_MANY, TOO_SOON -> AlipayReply.refused("ACQ.SYSTEM_ERROR", "系统错误"); // Later it may well be done.
        };
    }

    /** @param moved whether the money moved by this very call */
    private AlipayReply replyTo(Payment payment, Refund refund, boolean moved) {
        return refund.fate() == Refund.Status.FAILED
                ? AlipayReply.refused("ACQ.BUYER_ERROR", "买家状态非法")
                : AlipayReply.done(AlipayRefund.accepted(payment, refund, book.refundsOf(payment), moved));
    }

    /** A number is one refund's within its trade. */
    static String keyOf(Payment payment, String number) {
        return payment.providerId() + ' ' + number;
    }
}
