package io.sluice.stack.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Alipay's bills: what the book has of some days in China, as a file. */
final class AlipayBills {

    private final Book book;
    private final InstantSource clock;

    AlipayBills(Book book, InstantSource clock) {
        this.book = book;
        this.clock = clock;
    }

    /** A day as {@code 2026-11-01}, a month as {@code 2026-11}; empty for anything else. */
    static Optional<AlipayBill.Period> period(String date) {
        try {
            if (date.length() == 7) {
                var month = YearMonth.parse(date);
                return Optional.of(new AlipayBill.Period(
                        date, month.atDay(1), month.plusMonths(1).atDay(1)));
            }
            var day = LocalDate.parse(date);
            return Optional.of(new AlipayBill.Period(date, day, day.plusDays(1)));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** Empty if there was nothing. */
    Optional<byte[]> bill(AlipayBill.Period period) {
        var lines = Stream.concat(payments(), refunds())
                .filter(line -> period.has(line.finished()))
                .sorted(Comparator.comparing(AlipayBill.Line::finished))
                .toList();
        return Optional.of(lines)
                .filter(some -> !some.isEmpty())
                .map(some -> new AlipayBill(period, clock.instant()).zip(some));
    }

    private Stream<AlipayBill.Line> payments() {
        return book.payments().stream()
                .filter(payment -> payment.provider().equals(AlipayTrades.PROVIDER))
                .filter(payment -> payment.captured() != null)
                .map(payment -> line(
                        payment,
                        Instant.ofEpochSecond(payment.ended()),
                        payment.captured().minor(),
                        ""));
    }

    private Stream<AlipayBill.Line> refunds() {
        return book.refunds().stream()
                .filter(refund -> refund.wish().provider().equals(AlipayTrades.PROVIDER))
                .filter(refund -> refund.status() == Refund.Status.SUCCEEDED)
                .flatMap(refund -> line(refund).stream());
    }

    private Optional<AlipayBill.Line> line(Refund refund) {
        var wish = refund.wish();
        var ended = Instant.ofEpochMilli(refund.endedMillis());
        return book.byProviderId(wish.paymentId())
                .map(payment -> line(payment, ended, -wish.amount().minor(), wish.refundNo()));
    }

    private static AlipayBill.Line line(Payment payment, Instant finished, long fen, String outRequestNo) {
        return new AlipayBill.Line(
                payment.providerId(),
                payment.outTradeNo(),
                payment.details().get(AlipayCodes.SUBJECT),
                Instant.ofEpochSecond(payment.created()),
                finished,
                fen,
                outRequestNo);
    }
}
