package io.sluice.stack.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where a merchant asks for the code that the buyer will scan: one code per number, for one and the same wish. */
final class AlipayCodes {

    static final String SUBJECT = "subject";
    static final String NOTIFY_URL = "notify_url";

    private static final String CODE = "qr_code";
    private static final String WISH = "wish";

    /** How long a code is good that the merchant set no time for. */
    private static final Duration GOOD_FOR = Duration.ofHours(2);

    private final Book book;
    private final InstantSource clock;

    AlipayCodes(Book book, InstantSource clock) {
        this.book = book;
        this.clock = clock;
    }

    AlipayReply precreate(AlipayCall call) {
        var number = call.field("out_trade_no").filter(text -> text.matches("[0-9A-Za-z_]{1,64}"));
        var fen = call.field("total_amount").flatMap(Yuan::fen);
        var subject = call.field(SUBJECT).filter(text -> text.length() <= 256);
        var expires = expiry(call);
        var notifyUrl = notifyUrl(call);
        if (number.isEmpty() || fen.isEmpty() || subject.isEmpty() || expires.isEmpty() || notifyUrl.isEmpty()) {
            return AlipayReply.refused("ACQ.INVALID_PARAMETER", "参数无效");
        }
        var wish = String.join("\n", Yuan.text(fen.get()), subject.get(), call.text("time_expire"), notifyUrl.get());
        var details = Map.of(
                SUBJECT,
                subject.get(),
                NOTIFY_URL,
                notifyUrl.get(),
                WISH,
                wish,
                CODE,
                "https://qr.alipay.com/bax" + UUID.randomUUID().toString().replace("-", ""));
        var payment = Payment.opened(
                        AlipayTrades.PROVIDER,
                        newTradeNo(),
                        number.get(),
                        new Amount(fen.get(), Yuan.CURRENCY),
                        details)
                .expiringAt(expires.get());
        return code(book.openOnce(payment), wish);
    }

    private AlipayReply code(Payment payment, String wish) {
        if (!payment.provider().equals(AlipayTrades.PROVIDER)
                || !payment.details().get(WISH).equals(wish)) {
            return AlipayReply.refused("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改");
        }
        return switch (payment.state()) {
            case OPEN ->
                AlipayReply.done(Map.of(
                        "out_trade_no",
                        payment.outTradeNo(),
                        CODE,
                        payment.details().get(CODE)));
            case CAPTURED -> AlipayReply.refused("ACQ.TRADE_HAS_SUCCESS", "交易已被支付");
            case CLOSED -> AlipayReply.refused("ACQ.TRADE_HAS_CLOSE", "交易已经关闭");
        };
    }

    /** Empty if it is no time, or is over. */
    private Optional<Instant> expiry(AlipayCall call) {
        var now = clock.instant();
        return call.business().has("time_expire")
                ? call.field("time_expire").flatMap(ChinaTime::instant).filter(now::isBefore)
                : Optional.of(now.plus(GOOD_FOR));
    }

    /** Empty text for no notifications; empty for an address that nothing is sent to from here. */
    private static Optional<String> notifyUrl(AlipayCall call) {
        var wanted = call.parameter(NOTIFY_URL);
        return wanted.isEmpty()
                ? Optional.of("")
                : wanted.filter(url -> Loopback.address(url).isPresent());
    }

    private String newTradeNo() {
        var day = ChinaTime.day(clock.instant()).toString().replace("-", "");
        var bits = UUID.randomUUID().getLeastSignificantBits();
        return day + "22001" + String.format("%015d", Math.floorMod(bits, 1_000_000_000_000_000L));
    }
}
