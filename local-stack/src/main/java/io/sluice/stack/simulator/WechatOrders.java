package io.sluice.stack.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** WeChat Pay's Native orders: a code to scan, a query, a close. */
final class WechatOrders {

    private final Book book;
    private final Duration shortestWindow;

    WechatOrders(Book book, Duration shortestWindow) {
        this.book = book;
        this.shortestWindow = shortestWindow;
    }

    Answer create(WechatOrder order, Instant now) {
        var wanted = order.payment();
        var first = book.byNumber(wanted.outTradeNo())
                .orElseGet(() -> book.openOnce(order.timed(wanted, shortestWindow, now)));
        if (!order.isThatOf(first)) {
            throw WechatRefused.of(403, "OUT_TRADE_NO_USED", "商户订单号已用于其他参数");
        }
        return switch (first.state()) {
            case OPEN -> Answer.of(200, Map.of("code_url", first.details().get("code_url")));
            case CAPTURED -> throw paid();
            case CLOSED -> throw WechatRefused.of(400, "ORDER_CLOSED", "订单已关闭");
        };
    }

    Answer query(String outTradeNo, Request request) {
        if (!MerchantAccounts.WECHAT_MERCHANT_ID.equals(request.query().get("mchid"))) {
            throw WechatRefused.parameter("query", "mchid", "must be the merchant's");
        }
        var payment = known(outTradeNo);
        var isRefunded = !book.refundsOf(payment).isEmpty();
        return Answer.of(200, WechatTransaction.json(payment, isRefunded));
    }

    Answer close(String outTradeNo, WechatBody body, Instant now) {
        body.requireMerchant();
        try {
            book.close(known(outTradeNo), now);
            return Answer.empty(204);
        } catch (Book.NotPossible _) {
            return switch (known(outTradeNo).state()) {
                case CLOSED -> Answer.empty(204);
                case OPEN, CAPTURED -> throw paid();
            };
        }
    }

    private Payment known(String outTradeNo) {
        return book.byNumber(outTradeNo)
                .filter(payment -> payment.provider().equals(WechatProtocol.NAME))
                .orElseThrow(() -> WechatRefused.of(404, "ORDER_NOT_EXIST", "订单不存在"));
    }

    private static WechatRefused paid() {
        return WechatRefused.of(400, "ORDER_PAID", "订单已支付");
    }
}
