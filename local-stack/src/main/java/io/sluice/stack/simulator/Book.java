package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every payment that any provider knows, and who won when a buyer's payment and a close race: one lock, one winner. */
final class Book implements AutoCloseable {

    /** A change that the payment's state does not allow. */
    static final class NotPossible extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotPossible(String because) {
            super(because, null, false, false); // An expected answer: no stack trace.
        }
    }

    private final Map<String, Payment> byProviderId = new LinkedHashMap<>();
    private final Map<String, String> providerIds = new LinkedHashMap<>();
    private final Journal<Payment> journal;

    Book(Path dataDirectory, ObjectMapper json) {
        journal = new Journal<>(dataDirectory.resolve("payments.jsonl"), Payment.class, json);
        journal.past().forEach(this::remember);
    }

    synchronized void open(Payment payment) {
        keep(payment);
    }

    /** @throws NotPossible unless the payment is open */
    synchronized Payment capture(Payment payment, Amount amount) {
        return keep(stillOpen(payment).paid(amount));
    }

    /** @throws NotPossible unless the payment is open */
    synchronized Payment close(Payment payment) {
        return keep(stillOpen(payment).closed());
    }

    synchronized void told(Payment payment) {
        keep(byProviderId.get(payment.providerId()).told());
    }

    synchronized Optional<Payment> byProviderId(String providerId) {
        return Optional.ofNullable(byProviderId.get(providerId));
    }

    /** The latest payment with the merchant's number. */
    synchronized Optional<Payment> byNumber(String outTradeNo) {
        return Optional.ofNullable(providerIds.get(outTradeNo)).map(byProviderId::get);
    }

    synchronized List<Payment> payments() {
        return List.copyOf(byProviderId.values());
    }

    private Payment stillOpen(Payment payment) {
        var current = byProviderId.get(payment.providerId());
        if (!current.isOpen()) {
            throw new NotPossible("the payment is " + current.state() + " already");
        }
        return current;
    }

    private Payment keep(Payment payment) {
        journal.append(payment);
        remember(payment);
        return payment;
    }

    private void remember(Payment payment) {
        byProviderId.put(payment.providerId(), payment);
        providerIds.put(payment.outTradeNo(), payment.providerId());
    }

    @Override
    public synchronized void close() throws IOException {
        journal.close();
    }
}
