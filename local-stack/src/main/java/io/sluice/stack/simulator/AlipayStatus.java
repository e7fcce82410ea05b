package io.sluice.stack.simulator;

import java.time.Instant;

/** Where one of Alipay's trades is. */
enum AlipayStatus {
    /** The merchant showed a code, and nobody scanned it: for Alipay there is no trade yet. */
    UNSEEN,
    WAIT_BUYER_PAY,
    TRADE_SUCCESS,
    /** Closed without a payment, or paid and refunded to the last fen. */
    TRADE_CLOSED;

    /** @param refunded what went back to the buyer, in fen */
    static AlipayStatus of(Payment payment, long refunded, Instant now) {
        return switch (payment.state()) {
            case OPEN -> payment.wasScanned() ? ofScanned(payment, now) : UNSEEN;
            case CAPTURED -> refunded == payment.captured().minor() ? TRADE_CLOSED : TRADE_SUCCESS;
            case CLOSED -> TRADE_CLOSED;
        };
    }

    /** At its expiry a trade closes by itself. */
    private static AlipayStatus ofScanned(Payment payment, Instant now) {
        return payment.isExpired(now) ? TRADE_CLOSED : WAIT_BUYER_PAY;
    }
}
