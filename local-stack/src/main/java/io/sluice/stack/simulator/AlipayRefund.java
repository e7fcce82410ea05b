package io.sluice.stack.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How Alipay writes a refund: in the answer to who asks for it, and to who asks about it. */
final class AlipayRefund {

    private AlipayRefund() {}

    /**
     * @param all every refund of the payment
     * @param moved whether the money moved by this very call
     */
    static Map<String, Object> accepted(Payment payment, Refund refund, List<Refund> all, boolean moved) {
        var done = refund.status() == Refund.Status.SUCCEEDED;
        var fields = new LinkedHashMap<>(AlipayTrade.names(payment));
        fields.put("buyer_logon_id", AlipayTrade.BUYER);
        fields.put("buyer_user_id", AlipayTrade.BUYER_ID);
        fields.put("refund_fee", Yuan.text(AlipayTrade.refunded(all)));
        fields.put("send_back_fee", Yuan.text(done ? refund.wish().amount().minor() : 0));
        fields.put("fund_change", done && moved ? "Y" : "N");
        if (done) {
            fields.put("gmt_refund_pay", time(refund));
        }
        return fields;
    }

    /** @param withTime only who asks for it is told when the money went */
    static Map<String, Object> done(Payment payment, Refund refund, boolean withTime) {
        var fields = new LinkedHashMap<>(AlipayTrade.names(payment));
        fields.put("out_request_no", refund.wish().refundNo());
        fields.put("total_amount", AlipayTrade.amount(payment));
        fields.put("refund_amount", Yuan.text(refund.wish().amount().minor()));
        fields.put("refund_status", "REFUND_SUCCESS");
        if (withTime) {
            fields.put("gmt_refund_pay", time(refund));
        }
        return fields;
    }

    private static String time(Refund refund) {
        return ChinaTime.plain(Instant.ofEpochMilli(refund.endedMillis()));
    }
}
