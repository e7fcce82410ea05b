package io.sluice.stack.simulator;

import java.time.Instant;
import java.util.HashMap;
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

    private static final String SCANNED = "scanned";

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
        return changed(state, captured, details, time.getEpochSecond(), ended, announced);
    }

    /** From then on the provider shows the payment to the merchant, where it did not before. */
    Payment scanned() {
        var more = new HashMap<>(details);
        more.put(SCANNED, "true");
        return changed(state, captured, more, expires, ended, announced);
    }

    boolean wasScanned() {
        return details.containsKey(SCANNED);
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isExpired(Instant now) {
        return expires > 0 && now.getEpochSecond() >= expires;
    }

    Payment paid(Amount amount, Instant now) {
        return changed(State.CAPTURED, amount, details, expires, now.getEpochSecond(), false);
    }

    Payment closed(Instant now) {
        return changed(State.CLOSED, null, details, expires, now.getEpochSecond(), false);
    }

    Payment told() {
        return changed(state, captured, details, expires, ended, true);
    }

    private Payment changed(
            State newState, Amount paid, Map<String, String> newDetails, long until, long end, boolean told) {
        return new Payment(
                provider, providerId, outTradeNo, asked, newState, paid, newDetails, created, until, end, told);
    }
}
