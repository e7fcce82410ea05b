package io.sluice.stack.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How WeChat Pay writes a refund: its answers and its webhooks have other names for the same. */
final class WechatRefund {

    private WechatRefund() {}

    static Map<String, Object> answer(Refund refund, Payment payment) {
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

    static Map<String, Object> news(Refund refund, Payment payment) {
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
