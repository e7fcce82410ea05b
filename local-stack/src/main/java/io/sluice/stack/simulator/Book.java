package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every payment and refund that any provider knows, and who won when a buyer's payment and a close race, or two refunds: one
 * lock, one winner.
 */
final class Book implements AutoCloseable {

    /** A change that the payment's state does not allow. */
    static final class NotPossible extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotPossible(String because) {
            super(because, null, false, false); // An expected answer: no stack trace.
        }
    }

    private final Ledger<Payment> payments;
    private final Map<String, String> providerIds = new HashMap<>();
    private final RefundLedger refunds;

    Book(Path dataDirectory, ObjectMapper json) {
        payments = new Ledger<>(dataDirectory.resolve("payments.jsonl"), Payment.class, Payment::providerId, json);
        payments.all().forEach(payment -> providerIds.put(payment.outTradeNo(), payment.providerId()));
        refunds = new RefundLedger(dataDirectory, json);
    }

    synchronized void open(Payment payment) {
        payments.keep(payment);
        providerIds.put(payment.outTradeNo(), payment.providerId());
    }

    /** @return the payment, or the one that has its number already */
    synchronized Payment openOnce(Payment payment) {
        var known = byNumber(payment.outTradeNo());
        if (known.isEmpty()) {
            open(payment);
        }
        return known.orElse(payment);
    }

    /** @throws NotPossible unless the payment is open and its time is not over */
    synchronized Payment capture(Payment payment, Amount amount, Instant now) {
        return payments.keep(payable(payment, now).paid(amount, now));
    }

    /** @throws NotPossible unless the payment is open and its time is not over */
    synchronized Payment scan(Payment payment, Instant now) {
        return payments.keep(payable(payment, now).scanned());
    }

    /** @throws NotPossible unless the payment is open */
    synchronized Payment close(Payment payment, Instant now) {
        return payments.keep(stillOpen(payment).closed(now));
    }

    synchronized void told(Payment payment) {
        payments.keep(current(payment).told());
    }

    synchronized Optional<Payment> byProviderId(String providerId) {
        return payments.find(providerId);
    }

    /** The latest payment with the merchant's number. */
    synchronized Optional<Payment> byNumber(String outTradeNo) {
        return Optional.ofNullable(providerIds.get(outTradeNo)).flatMap(payments::find);
    }

    synchronized List<Payment> payments() {
        return payments.all();
    }

    private Payment payable(Payment payment, Instant now) {
        var open = stillOpen(payment);
        if (open.isExpired(now)) {
            throw new NotPossible("the payment's time is over");
        }
        return open;
    }

    private Payment stillOpen(Payment payment) {
        var current = current(payment);
        if (!current.isOpen()) {
            throw new NotPossible("the payment is " + current.state() + " already");
        }
        return current;
    }

    private Payment current(Payment payment) {
        return payments.find(payment.providerId()).orElseThrow();
    }

    /** @param fate how the refund will end; {@code PENDING} if that is not known yet */
    synchronized Acceptance refund(Refund.Wish wish, Refund.Status fate, RefundRules rules, long millis) {
        return refunds.accept(payments.find(wish.paymentId()).orElseThrow(), wish, fate, rules, millis);
    }

    /** @return the refund as it ended; empty if it had ended before */
    synchronized Optional<Refund> end(Refund refund, Refund.Status end, long millis) {
        return refunds.end(refund, end, millis);
    }

    synchronized void told(Refund refund) {
        refunds.told(refund);
    }

    synchronized Optional<Refund> refund(String provider, String key) {
        return refunds.find(provider, key);
    }

    synchronized List<Refund> refundsOf(Payment payment) {
        return refunds.of(payment);
    }

    synchronized List<Refund> refunds() {
        return refunds.all();
    }

    @Override
    public synchronized void close() throws IOException {
        payments.close();
        refunds.close();
    }
}
