package io.sluice.stack.simulator;

import java.time.InstantSource;
import java.util.Optional;

/** Alipay's trades as they are asked for and closed. */
final class AlipayTrades {

    static final String PROVIDER = "alipay";

    private final Book book;
    private final InstantSource clock;

    AlipayTrades(Book book, InstantSource clock) {
        this.book = book;
        this.clock = clock;
    }

    /** The payment that a call means, by Alipay's number or else the merchant's, once a buyer has scanned it. */
    Optional<Payment> trade(AlipayCall call) {
        return call.field("trade_no")
                .flatMap(book::byProviderId)
                .or(() -> call.field("out_trade_no").flatMap(book::byNumber))
                .filter(payment -> payment.provider().equals(PROVIDER))
                .filter(payment -> status(payment) != AlipayStatus.UNSEEN);
    }

    AlipayReply query(AlipayCall call) {
        return trade(call)
                .map(payment -> AlipayReply.done(AlipayTrade.fields(payment, status(payment))))
                .orElseGet(AlipayTrades::unknown);
    }

    AlipayReply close(AlipayCall call) {
        return trade(call).map(this::close).orElseGet(AlipayTrades::unknown);
    }

    static AlipayReply unknown() {
        return AlipayReply.refused("ACQ.TRADE_NOT_EXIST", "交易不存在");
    }

    private AlipayReply close(Payment payment) {
        return switch (status(payment)) {
            case UNSEEN -> unknown();
            case TRADE_SUCCESS -> AlipayReply.refused("ACQ.TRADE_HAS_SUCCESS", "交易已被支付");
            case TRADE_CLOSED -> AlipayReply.refused("ACQ.TRADE_HAS_CLOSE", "交易已经关闭");
            case WAIT_BUYER_PAY -> closeOpen(payment);
        };
    }

    private AlipayReply closeOpen(Payment payment) {
        try {
            return AlipayReply.done(AlipayTrade.names(book.close(payment, clock.instant())));
        } catch (Book.NotPossible _) {
            return close(current(payment)); // The buyer, or another close, was faster.
        }
    }

    private AlipayStatus status(Payment payment) {
        return AlipayStatus.of(payment, AlipayTrade.refunded(book.refundsOf(payment)), clock.instant());
    }

    private Payment current(Payment payment) {
        return book.byProviderId(payment.providerId()).orElseThrow();
    }
}
