package io.sluice.stack.simulator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a merchant asks WeChat Pay to collect, read from its call. */
record WechatOrder(WechatBody body) {

    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z_\\-|*]{6,32}");
    private static final Pattern DESCRIPTION = Pattern.compile("(?s).{1,127}");
    private static final Pattern ATTACHED = Pattern.compile("(?s).{0,128}");
    private static final Pattern CURRENCY = Pattern.compile("CNY");
    private static final Pattern ANY = Pattern.compile(".*");
    private static final Duration LONGEST_WINDOW = Duration.ofDays(90);

    /** @throws WechatRefused unless everything is as it must be, but for the time, which counts only once */
    Payment payment() {
        body.requireMerchant();
        if (!body.text("/appid", ANY).equals(MerchantAccounts.WECHAT_APP_ID)) {
            throw WechatRefused.of(400, "APPID_MCHID_NOT_MATCH", "AppID 与商户号不匹配");
        }
        body.optionalText("/amount/currency", CURRENCY);
        return Payment.opened(
                WechatProtocol.NAME,
                WechatIds.transaction(),
                body.text("/out_trade_no", NUMBER),
                new Amount(body.minor("/amount/total"), "CNY"),
                details());
    }

    private Map<String, String> details() {
        var address = body.address("/notify_url").orElseThrow(() -> WechatBody.wrong("/notify_url", "is missing"));
        var code = UUID.randomUUID().toString().substring(0, 8);
        return Map.of(
                "description", body.text("/description", DESCRIPTION),
                "attach", body.optionalText("/attach", ATTACHED).orElse(""),
                "notify_url", address,
                "code_url", "weixin://wxpay/bizpayurl?pr=" + code,
                "request", body.json().toString());
    }

    /** @return the payment with its last moment, if the merchant set one */
    Payment timed(Payment payment, Duration shortestWindow, Instant now) {
        return body.optionalText("/time_expire", ANY)
                .map(text -> payment.expiringAt(time(text, now.plus(shortestWindow), now.plus(LONGEST_WINDOW))))
                .orElse(payment);
    }

    private static Instant time(String text, Instant earliest, Instant latest) {
        try {
            var time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(earliest) && !time.isAfter(latest)) {
                return time;
            }
        } catch (DateTimeException _) {
            // Refused below.
        }
        throw WechatBody.wrong("/time_expire", "must be RFC 3339, from " + earliest + " to " + latest);
    }

    boolean isThatOf(Payment payment) {
        return payment.provider().equals(WechatProtocol.NAME)
                && body.saysTheSameAs(payment.details().get("request"));
    }
}
