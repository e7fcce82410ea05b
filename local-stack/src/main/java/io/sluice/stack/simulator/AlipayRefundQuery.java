package io.sluice.stack.simulator;

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
                        .map(refund ->
                                AlipayRefund.done(payment, refund, call.lists("query_options", "gmt_refund_pay")))
                        .orElse(Map.of())))
                .orElseGet(AlipayTrades::unknown);
    }

    private Optional<Refund> find(Payment payment, String number) {
        return book.refund(AlipayTrades.PROVIDER, AlipayRefunds.keyOf(payment, number))
                .filter(refund -> refund.status() == Refund.Status.SUCCEEDED);
    }
}
