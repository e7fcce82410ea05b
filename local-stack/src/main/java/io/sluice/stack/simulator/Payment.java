package io.sluice.stack.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * A payment as its provider knows it.
 *
 * @param providerId the provider's name for it
 * @param outTradeNo the merchant's number, unique over all providers
 * @param captured what the buyer paid; null until then
 * @param details what the merchant gave the provider to keep, and what the provider's protocol needs
 * @param created epoch seconds
 * @param expires epoch seconds from which on the buyer cannot pay; 0 for never
 * @param ended epoch seconds when it was captured or closed; 0 while it is open
 * @param announced whether the merchant has acknowledged how it ended, or never will be told
 */
record Payment(
        String provider,
        String providerId,
        String outTradeNo,
        Amount asked,
        State state,
        Amount captured,
        Map<String, String> details,
        long created,
        long expires,
        long ended,
        boolean announced) {

    enum State {
        OPEN,
        CAPTURED,
        CLOSED
    }

    /** A new one, without an expiry; there is nothing to announce yet. */
    static Payment opened(
            String provider, String providerId, String outTradeNo, Amount asked, Map<String, String> details) {
        var now = Instant.now().getEpochSecond();
        return new Payment(provider, providerId, outTradeNo, asked, State.OPEN, null, details, now, 0, 0, true);
    }

    Payment expiringAt(Instant time) {
        return new Payment(
                provider,
                providerId,
                outTradeNo,
                asked,
                state,
                captured,
                details,
                created,
                time.getEpochSecond(),
                ended,
                announced);
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isExpired(Instant now) {
        return expires > 0 && now.getEpochSecond() >= expires;
    }

    Payment paid(Amount amount, Instant now) {
        return ended(State.CAPTURED, amount, now);
    }

    Payment closed(Instant now) {
        return ended(State.CLOSED, null, now);
    }

    private Payment ended(State end, Amount amount, Instant now) {
        return new Payment(
                provider,
                providerId,
                outTradeNo,
                asked,
                end,
                amount,
                details,
                created,
                expires,
                now.getEpochSecond(),
                false);
    }

    Payment told() {
        return new Payment(
                provider, providerId, outTradeNo, asked, state, captured, details, created, expires, ended, true);
    }
}
