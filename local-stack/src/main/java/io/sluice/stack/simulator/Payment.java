package io.sluice.stack.simulator;

import java.util.Map;

/**
 * A payment as its provider knows it.
 *
 * @param providerId the provider's name for it
 * @param outTradeNo the merchant's number
 * @param captured what the buyer paid; null until then
 * @param details what the merchant gave the provider to keep, and what the provider's protocol needs
 * @param created epoch seconds
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
        boolean announced) {

    enum State {
        OPEN,
        CAPTURED,
        CLOSED
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    Payment paid(Amount amount) {
        return new Payment(provider, providerId, outTradeNo, asked, State.CAPTURED, amount, details, created, false);
    }

    Payment closed() {
        return new Payment(provider, providerId, outTradeNo, asked, State.CLOSED, null, details, created, false);
    }

    Payment told() {
        return new Payment(provider, providerId, outTradeNo, asked, state, captured, details, created, true);
    }
}
