package io.sluice.stack.simulator;

import java.util.List;

/** The book as a test reads it. */
record Pages(List<Capture> captures, List<Return> refunds) {

    record Capture(String provider, String outTradeNo, Amount amount) {

        static Capture of(Payment payment) {
            return new Capture(payment.provider(), payment.outTradeNo(), payment.captured());
        }
    }

    record Return(String provider, String outTradeNo, String refundNo, Amount amount, Refund.Status status) {

        static Return of(Refund refund) {
            var wish = refund.wish();
            return new Return(wish.provider(), wish.outTradeNo(), wish.refundNo(), wish.amount(), refund.status());
        }
    }

    static Pages of(Book book) {
        synchronized (book) { // Its own lock, so that no refund is seen without its capture.
            return new Pages(
                    book.payments().stream()
                            .filter(payment -> payment.captured() != null)
                            .map(Capture::of)
                            .toList(),
                    book.refunds().stream().map(Return::of).toList());
        }
    }
}
