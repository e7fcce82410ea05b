package io.sluice.stack.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How Alipay writes a trade. */
final class AlipayTrade {

    static final String BUYER = "buy***@example.com";
    static final String BUYER_ID = "2088000000000002";

    private AlipayTrade() {}

    /** All that is said of a trade when it is asked for. */
    static Map<String, Object> fields(Payment payment, AlipayStatus status) {
        var amount = amount(payment);
        var paid = payment.captured() == null ? "0.00" : amount;
        var fields = names(payment);
        fields.put("buyer_logon_id", BUYER);
        fields.put("buyer_user_id", BUYER_ID);
        fields.put("trade_status", status.name());
        fields.put("total_amount", amount);
        fields.put("receipt_amount", paid);
        fields.put("buyer_pay_amount", paid);
        fields.put("invoice_amount", paid);
        fields.put("point_amount", "0.00");
        if (payment.captured() != null) {
            fields.put("send_pay_date", ChinaTime.plain(Instant.ofEpochSecond(payment.ended())));
            fields.put("fund_bill_list", List.of(Map.of("fund_channel", "ALIPAYACCOUNT", "amount", amount)));
        }
        return fields;
    }

    /** By which both sides call a trade. */
    static Map<String, Object> names(Payment payment) {
        var names = new LinkedHashMap<String, Object>();
        names.put("trade_no", payment.providerId());
        names.put("out_trade_no", payment.outTradeNo());
        return names;
    }

    /** What was paid, and until then what is asked. */
    static String amount(Payment payment) {
        return Yuan.text((payment.captured() == null ? payment.asked() : payment.captured()).minor());
    }

    /** What went back to the buyer, in fen. */
    static long refunded(List<Refund> refunds) {
        return refunds.stream()
                .filter(refund -> refund.status() == Refund.Status.SUCCEEDED)
                .mapToLong(refund -> refund.wish().amount().minor())
                .sum();
    }
}
