package io.sluice.stack.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How WeChat Pay writes a payment, in answers and webhooks alike. */
final class WechatTransaction {

    static final String BUYER = "oSimulatedBuyer0000000000000";

    private WechatTransaction() {}

    /** @param isRefunded whether any refund was ever accepted */
    static Map<String, Object> json(Payment payment, boolean isRefunded) {
        var json = new LinkedHashMap<String, Object>();
        json.put("appid", MerchantAccounts.WECHAT_APP_ID);
        json.put("mchid", MerchantAccounts.WECHAT_MERCHANT_ID);
        json.put("out_trade_no", payment.outTradeNo());
        json.put("attach", payment.details().get("attach"));
        json.put("trade_state", state(payment, isRefunded));
        json.put("trade_state_desc", description(payment, isRefunded));
        if (payment.captured() == null) {
            var asked = payment.asked();
            json.put("amount", Map.of("total", asked.minor(), "currency", asked.currency()));
        } else {
            json.putAll(capture(payment));
        }
        return json;
    }

    private static Map<String, Object> capture(Payment payment) {
        var paid = payment.captured();
        return Map.of(
                "transaction_id",
                payment.providerId(),
                "trade_type",
                "NATIVE",
                "bank_type",
                "OTHERS",
                "success_time",
                ChinaTime.rfc3339(Instant.ofEpochSecond(payment.ended())),
                "payer",
                Map.of("openid", BUYER),
                "amount",
                Map.of(
                        "total", paid.minor(),
                        "payer_total", paid.minor(),
                        "currency", paid.currency(),
                        "payer_currency", paid.currency()));
    }

    private static String state(Payment payment, boolean isRefunded) {
        return switch (payment.state()) {
            case OPEN -> "NOTPAY";
            case CAPTURED -> isRefunded ? "REFUND" : "SUCCESS";
            case CLOSED -> "CLOSED";
        };
    }

    private static String description(Payment payment, boolean isRefunded) {
        return switch (payment.state()) {
            case OPEN -> "订单未支付";
            case CAPTURED -> isRefunded ? "订单发生过退款" : "支付成功";
            case CLOSED -> "订单已关闭";
        };
    }
}
