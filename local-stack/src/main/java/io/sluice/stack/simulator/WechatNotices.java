package io.sluice.stack.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes WeChat Pay's webhooks, and those that a merchant must refuse: probes and lies, alternately. */
final class WechatNotices {

    private final WechatKeys keys;
    private final WechatRegime regime;
    private final WechatCipher cipher;
    private final WechatStranger stranger = new WechatStranger();
    private final AtomicInteger forgeries = new AtomicInteger();

    WechatNotices(WechatKeys keys, WechatRegime regime) {
        this.keys = keys;
        this.regime = regime;
        cipher = new WechatCipher(keys.apiV3Key());
    }

    /** Only that a payment succeeded: there is no news of a failure or a close. */
    Optional<Notice> of(Payment payment) {
        return switch (payment.state()) {
            case OPEN, CLOSED -> Optional.empty();
            case CAPTURED -> {
                var news = WechatTransaction.json(payment, false);
                var event = new WechatEvent("TRANSACTION.SUCCESS", "transaction", payment.outTradeNo(), news);
                yield Optional.of(genuine(event, payment.details().get("notify_url")));
            }
        };
    }

    /** Goes where the merchant said with the refund; nowhere if it did not. */
    Optional<Notice> of(Refund refund, Payment payment) {
        var wish = refund.wish();
        return Optional.ofNullable(wish.parameters().get("notify_url"))
                .filter(_ -> !refund.isPending())
                .map(address -> {
                    var type = "REFUND." + WechatRefund.status(refund);
                    var news = WechatRefund.news(refund, payment);
                    return genuine(new WechatEvent(type, "refund", wish.refundNo(), news), address);
                });
    }

    private Notice genuine(WechatEvent event, String address) {
        return new WechatNotice(URI.create(address), event.body(cipher), this::sealed, () -> forged(event, address));
    }

    private Map<String, String> sealed(byte[] body, Instant now) {
        var id = regime.idForWebhooks();
        return WechatSeal.headers(id, keys.signingKey(id), body, now);
    }

    /** Rightly encrypted even in a lie, so that only the signature can tell. */
    private Notice forged(WechatEvent event, String address) {
        var isProbe = forgeries.getAndIncrement() % 2 == 0;
        var body = (isProbe ? event : event.tenfold()).body(cipher);
        var id = regime.idForWebhooks();
        return new WechatNotice(
                URI.create(address),
                body,
                isProbe ? (bytes, now) -> stranger.probe(id, bytes, now) : (bytes, now) -> stranger.lie(id, bytes, now),
                () -> forged(event, address));
    }
}
