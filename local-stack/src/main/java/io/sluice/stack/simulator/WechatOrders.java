package io.sluice.stack.simulator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** WeChat Pay's Native orders: a code to scan, a query, a close. */
final class WechatOrders {

    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z_\\-|*]{6,32}");
    private static final Pattern DESCRIPTION = Pattern.compile("(?s).{1,127}");
    private static final Pattern ATTACHED = Pattern.compile("(?s).{0,128}");
    private static final Pattern CURRENCY = Pattern.compile("CNY");
    private static final Pattern ANY = Pattern.compile(".*");
    private static final Duration LONGEST_WINDOW = Duration.ofDays(90);

    private final Book book;
    private final Duration shortestWindow;

    WechatOrders(Book book, Duration shortestWindow) {
        this.book = book;
        this.shortestWindow = shortestWindow;
    }

    Answer create(WechatBody body, Instant now) {
        requireMerchant(body);
        if (!body.text("/appid", ANY).equals(MerchantAccounts.WECHAT_APP_ID)) {
            throw WechatRefused.of(400, "APPID_MCHID_NOT_MATCH", "AppID 与商户号不匹配");
        }
        var wanted = wanted(body);
        var first = book.byNumber(wanted.outTradeNo());
        if (first.isPresent()) {
            return repeated(first.get(), body);
        }
        var opened = book.openOnce(timed(wanted, body, now));
        return repeated(opened, body); // Another call may have been faster.
    }

    private static Payment wanted(WechatBody body) {
        body.optionalText("/amount/currency", CURRENCY);
        return Payment.opened(
                WechatProtocol.NAME,
                WechatIds.transaction(),
                body.text("/out_trade_no", NUMBER),
                new Amount(body.minor("/amount/total"), "CNY"),
                Map.of(
                        "description", body.text("/description", DESCRIPTION),
                        "attach", body.optionalText("/attach", ATTACHED).orElse(""),
                        "notify_url",
                                body.address("/notify_url")
                                        .orElseThrow(() -> WechatBody.wrong("/notify_url", "is missing")),
                        "code_url",
                                "weixin://wxpay/bizpayurl?pr="
                                        + UUID.randomUUID().toString().substring(0, 8),
                        "request", body.json().toString()));
    }

    private Payment timed(Payment payment, WechatBody body, Instant now) {
        var text = body.optionalText("/time_expire", ANY);
        if (text.isEmpty()) {
            return payment;
        }
        try {
            var time = OffsetDateTime.parse(text.get()).toInstant();
            if (!time.isBefore(now.plus(shortestWindow)) && !time.isAfter(now.plus(LONGEST_WINDOW))) {
                return payment.expiringAt(time);
            }
        } catch (DateTimeException _) {
            // Refused below.
        }
        throw WechatBody.wrong(
                "/time_expire", "must be RFC 3339 and from " + shortestWindow + " to " + LONGEST_WINDOW + " ahead");
    }

    private static Answer repeated(Payment first, WechatBody body) {
        if (!first.provider().equals(WechatProtocol.NAME)
                || !body.saysTheSameAs(first.details().get("request"))) {
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
        return Answer.of(200, WechatJson.transaction(payment, isRefunded));
    }

    Answer close(String outTradeNo, WechatBody body, Instant now) {
        requireMerchant(body);
        var payment = known(outTradeNo);
        try {
            book.close(payment, now);
            return Answer.empty(204);
        } catch (Book.NotPossible _) {
            return switch (known(outTradeNo).state()) {
                case CLOSED -> Answer.empty(204);
                case OPEN, CAPTURED -> throw paid();
            };
        }
    }

    private static void requireMerchant(WechatBody body) {
        if (!body.text("/mchid", ANY).equals(MerchantAccounts.WECHAT_MERCHANT_ID)) {
            throw WechatBody.wrong("/mchid", "must be the merchant's");
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
