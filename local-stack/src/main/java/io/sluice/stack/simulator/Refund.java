package io.sluice.stack.simulator;

import java.util.Map;

/**
 * A refund that its provider accepted.
 *
 * @param fate how it will end; {@code PENDING} waits until a test changes the faults
 * @param createdMillis since the epoch; finer than a payment's, because limits lie between refunds
 * @param endedMillis 0 while it is pending
 * @param announced whether the merchant has acknowledged how it ended, or never will be told
 */
record Refund(Wish wish, Status status, Status fate, long createdMillis, long endedMillis, boolean announced) {

    /**
     * What the merchant wants, which never changes.
     *
     * @param key what is unique at the provider: the merchant's number, for one also the trade, for another its own id
     * @param paymentId the provider's name for the payment
     * @param outTradeNo the merchant's number of the payment
     * @param refundNo the merchant's number of the refund
     * @param refundId the provider's name for the refund
     * @param parameters all that the merchant asked, to tell a repeat from another wish under the same number
     */
    record Wish(
            String provider,
            String key,
            String paymentId,
            String outTradeNo,
            String refundNo,
            String refundId,
            Amount amount,
            Map<String, String> parameters) {}

    enum Status {
        PENDING,
        SUCCEEDED,
        FAILED
    }

    /** Unique among the refunds of all providers. */
    static String keyOf(String provider, String key) {
        return provider + ' ' + key;
    }

    static Refund accepted(Wish wish, Status status, Status fate, long millis) {
        return new Refund(wish, status, fate, millis, status == Status.PENDING ? 0 : millis, false);
    }

    boolean isPending() {
        return status == Status.PENDING;
    }

    boolean wasDoneAtOnce() {
        return endedMillis == createdMillis;
    }

    /** Whether its money is no longer the merchant's. */
    boolean counts() {
        return status != Status.FAILED;
    }

    Refund ended(Status end, long millis) {
        return new Refund(wish, end, end, createdMillis, millis, false);
    }

    Refund told() {
        return new Refund(wish, status, fate, createdMillis, endedMillis, true);
    }
}
