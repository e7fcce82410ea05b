package io.sluice.stack.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How WeChat Pay writes payments and refunds. */
final class WechatJson {

    static final String BUYER = "oSimulatedBuyer0000000000000";

    private WechatJson() {}

    /** @param isRefunded whether any refund was ever accepted */
    static Map<String, Object> transaction(Payment payment, boolean isRefunded) {
        var json = ids(payment);
        json.put("attach", payment.details().getOrDefault("attach", ""));
        json.put("trade_state", state(payment, isRefunded));
        json.put("trade_state_desc", description(payment, isRefunded));
        if (payment.captured() == null) {
            json.put(
                    "amount",
                    Map.of(
                            "total",
                            payment.asked().minor(),
                            "currency",
                            payment.asked().currency()));
            return json;
        }
        var paid = payment.captured();
        json.put("transaction_id", payment.providerId());
        json.put("trade_type", "NATIVE");
        json.put("bank_type", "OTHERS");
        json.put("success_time", ChinaTime.rfc3339(Instant.ofEpochSecond(payment.ended())));
        json.put("payer", Map.of("openid", BUYER));
        json.put(
                "amount",
                Map.of(
                        "total", paid.minor(),
                        "payer_total", paid.minor(),
                        "currency", paid.currency(),
                        "payer_currency", paid.currency()));
        return json;
    }

    private static Map<String, Object> ids(Payment payment) {
        var json = new LinkedHashMap<String, Object>();
        json.put("appid", MerchantAccounts.WECHAT_APP_ID);
        json.put("mchid", MerchantAccounts.WECHAT_MERCHANT_ID);
        json.put("out_trade_no", payment.outTradeNo());
        return json;
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

    /** As an answer tells it. */
    static Map<String, Object> refund(Refund refund, Payment payment) {
        var json = common(refund);
        json.put("channel", "ORIGINAL");
        json.put("funds_account", "AVAILABLE");
        json.put("create_time", ChinaTime.rfc3339(Instant.ofEpochMilli(refund.createdMillis())));
        json.put("status", status(refund));
        var amount = amount(refund, payment);
        amount.put("settlement_total", amount.get("total"));
        amount.put("settlement_refund", amount.get("refund"));
        amount.put("discount_refund", 0);
        amount.put("currency", refund.wish().amount().currency());
        json.put("amount", amount);
        return json;
    }

    /** As a webhook tells it, with other names and less. */
    static Map<String, Object> refundNews(Refund refund, Payment payment) {
        var json = common(refund);
        json.put("mchid", MerchantAccounts.WECHAT_MERCHANT_ID);
        json.put("refund_status", status(refund));
        json.put("amount", amount(refund, payment));
        return json;
    }

    private static Map<String, Object> common(Refund refund) {
        var wish = refund.wish();
        var json = new LinkedHashMap<String, Object>();
        json.put("refund_id", wish.refundId());
        json.put("out_refund_no", wish.refundNo());
        json.put("transaction_id", wish.paymentId());
        json.put("out_trade_no", wish.outTradeNo());
        json.put("user_received_account", "支付用户零钱");
        if (refund.status() == Refund.Status.SUCCEEDED) {
            json.put("success_time", ChinaTime.rfc3339(Instant.ofEpochMilli(refund.endedMillis())));
        }
        return json;
    }

    private static Map<String, Object> amount(Refund refund, Payment payment) {
        var amount = new LinkedHashMap<String, Object>();
        amount.put("total", payment.captured().minor());
        amount.put("refund", refund.wish().amount().minor());
        amount.put("payer_total", payment.captured().minor());
        amount.put("payer_refund", refund.wish().amount().minor());
        return amount;
    }

    /** A failed one is closed: not refunded, and the merchant may apply again. */
    static String status(Refund refund) {
        return switch (refund.status()) {
            case PENDING -> "PROCESSING";
            case SUCCEEDED -> "SUCCESS";
            case FAILED -> "CLOSED";
        };
    }
}
