package io.sluice.stack.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** WeChat Pay's refunds: accepted first, ended later, and one per number however often it is asked for. */
final class WechatRefunds {

    private static final int MOST = 50;
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z_\\-|*@]{1,64}");
    private static final Pattern REASON = Pattern.compile("(?s).{1,80}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}"); // CNY alone, were it not for odd captures.
    private static final Pattern ANY = Pattern.compile(".*");

    private final Book book;
    private final Refunds refunds;
    private final RefundRules rules;

    WechatRefunds(Book book, Refunds refunds, Duration apart) {
        this.book = book;
        this.refunds = refunds;
        rules = new RefundRules(MOST, apart, false);
    }

    Answer create(WechatBody body) {
        var number = body.text("/out_refund_no", NUMBER);
        body.optionalText("/reason", REASON);
        var amount = new Amount(body.minor("/amount/refund"), body.text("/amount/currency", CURRENCY));
        var total = body.minor("/amount/total");
        var payment = payment(body).orElseThrow(() -> WechatRefused.of(404, "RESOURCE_NOT_EXISTS", "订单不存在"));
        var wish = new Refund.Wish(
                WechatProtocol.NAME,
                number,
                payment.providerId(),
                payment.outTradeNo(),
                number,
                WechatIds.refund(),
                amount,
                parameters(body));
        if (book.refund(WechatProtocol.NAME, number).isEmpty()
                && payment.captured() != null
                && payment.captured().minor() != total) {
            throw WechatRefused.invalidRequest("订单金额与实际不一致");
        }
        return answer(refunds.accept(wish, rules), payment, body);
    }

    private Optional<Payment> payment(WechatBody body) {
        var transaction = body.optionalText("/transaction_id", ANY);
        var number = body.optionalText("/out_trade_no", ANY);
        if (transaction.isEmpty() && number.isEmpty()) {
            throw WechatBody.wrong("/transaction_id", "or /out_trade_no is missing");
        }
        return transaction
                .map(book::byProviderId)
                .orElseGet(() -> book.byNumber(number.get()))
                .filter(payment -> payment.provider().equals(WechatProtocol.NAME));
    }

    private static Map<String, String> parameters(WechatBody body) {
        var parameters = new HashMap<>(Map.of("request", body.json().toString()));
        body.address("/notify_url").ifPresent(address -> parameters.put("notify_url", address));
        return parameters;
    }

    private Answer answer(Acceptance acceptance, Payment payment, WechatBody body) {
        return switch (acceptance) {
            case Acceptance.Accepted(var refund) ->
                refunds.answer(Answer.of(200, WechatRefund.answer(refund, payment)));
            case Acceptance.Repeated(var first) -> repeated(first, payment, body);
            case Acceptance.Refused(var reason) -> throw refusal(reason);
            case Acceptance.Trouble() -> WechatRefused.trouble();
        };
    }

    private static Answer repeated(Refund first, Payment payment, WechatBody body) {
        if (!body.saysTheSameAs(first.wish().parameters().get("request"))) {
            throw WechatRefused.invalidRequest("同一退款单号的参数与首次不一致");
        }
        return Answer.of(200, WechatRefund.answer(first, payment));
    }

    private static WechatRefused refusal(Acceptance.Reason reason) {
        return switch (reason) {
            case NOT_CAPTURED -> WechatRefused.invalidRequest("订单未支付");
            case MORE_THAN_CAPTURED -> WechatRefused.invalidRequest("退款总额超过支付金额");
            case TOO_MANY -> WechatRefused.invalidRequest("部分退款次数已达上限");
            case TOO_SOON -> WechatRefused.of(429, "FREQUENCY_LIMITED", "同一订单退款过于频繁");
        };
    }

    Answer query(String number) {
        var refund = book.refund(WechatProtocol.NAME, number)
                .orElseThrow(() -> WechatRefused.of(404, "RESOURCE_NOT_EXISTS", "退款单不存在"));
        var payment = book.byProviderId(refund.wish().paymentId()).orElseThrow();
        return Answer.of(200, WechatRefund.answer(refund, payment));
    }
}
