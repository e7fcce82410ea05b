package io.sluice.providers.alipay;

import io.sluice.providers.Notification;
import io.sluice.providers.Notification.About;
import io.sluice.providers.Notification.Captured;
import io.sluice.providers.Notification.Closed;
import io.sluice.providers.Notification.Ignored;
import io.sluice.providers.Notification.RefundChanged;
import java.util.Map;

/**
 * A genuine notification about a trade. Its status alone says little: a refund comes as the payment's status again.
 *
 * @param fields all that are not empty
 */
record AlipayNotice(Map<String, String> fields) {

    /** Alipay's id of the message, the same in each of its deliveries; may be null. */
    String id() {
        return fields.get("notify_id");
    }

    /** @throws RuntimeException if something is missing, or no amount or time, or a status that nobody here knows */
    Notification meaning() {
        var type = required("notify_type");
        if (!type.equals("trade_status_sync")) {
            return new Ignored(type);
        }
        var status = required("trade_status");
        return switch (status) {
            case "WAIT_BUYER_PAY" -> new Ignored(status);
            case "TRADE_SUCCESS", "TRADE_FINISHED" -> isRefund() ? refundChanged() : captured();
            case "TRADE_CLOSED" -> isRefund() || fields.containsKey("gmt_payment") ? refundChanged() : closed();
            default -> throw new IllegalArgumentException("trade_status is not known: " + status);
        };
    }

    /** Also a trade that nobody paid is closed with {@code refund_fee=0.00}: nothing was given back. */
    private boolean isRefund() {
        var fee = fields.get("refund_fee");
        return fields.containsKey("gmt_refund") || fee != null && !AlipayMoney.isZero(fee);
    }

    /** Finished is what was a success for long enough: one capture, whichever comes first. */
    private Notification captured() {
        return new Captured(about("captured", "gmt_payment"), AlipayMoney.toMoney(required("total_amount")));
    }

    private Notification closed() {
        return new Closed(about("closed", "gmt_close"));
    }

    private Notification refundChanged() {
        var number = fields.get("out_biz_no");
        var change = "refund " + required("trade_status") + " " + number + " " + fields.get("refund_fee");
        return new RefundChanged(about(change, "gmt_refund"), number);
    }

    private About about(String change, String time) {
        var tradeNo = required("trade_no");
        var at = fields.containsKey(time) ? fields.get(time) : required("notify_time");
        return new About(
                required("notify_id"),
                tradeNo + " " + change,
                tradeNo,
                fields.get("out_trade_no"),
                AlipayTime.instant(at));
    }

    private String required(String name) {
        var value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
