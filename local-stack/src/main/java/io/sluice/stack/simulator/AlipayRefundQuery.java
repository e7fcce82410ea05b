package io.sluice.stack.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where a merchant asks what became of a refund; nothing is said of one that is not done, nor of one never asked for. */
final class AlipayRefundQuery {

    private final Book book;
    private final AlipayTrades trades;

    AlipayRefundQuery(Book book, AlipayTrades trades) {
        this.book = book;
        this.trades = trades;
    }

    AlipayReply query(AlipayCall call) {
        return trades.trade(call)
                .map(payment -> AlipayReply.done(find(payment, call.text("out_request_no"))
                        .map(refund -> told(payment, refund, call))
                        .orElse(Map.of())))
                .orElseGet(AlipayTrades::unknown);
    }

    private Optional<Refund> find(Payment payment, String number) {
        return book.refund(AlipayTrades.PROVIDER, AlipayRefunds.keyOf(payment, number))
                .filter(refund -> refund.status() == Refund.Status.SUCCEEDED);
    }

    private static Map<String, Object> told(Payment payment, Refund refund, AlipayCall call) {
        var fields = new LinkedHashMap<>(AlipayTrade.names(payment));
        fields.put("out_request_no", refund.wish().refundNo());
        fields.put("total_amount", AlipayTrade.amount(payment));
        fields.put("refund_amount", Yuan.text(refund.wish().amount().minor()));
        fields.put("refund_status", "REFUND_SUCCESS");
        if (call.lists("query_options", "gmt_refund_pay")) {
            fields.put("gmt_refund_pay", AlipayTime.text(Instant.ofEpochMilli(refund.endedMillis())));
        }
        return fields;
    }
}
