package io.sluice.stack.simulator;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What a buyer does, for which a provider has an app and no API: scan a payment's code, and pay. */
final class Buyer {

    private final Book book;
    private final List<Protocol> protocols;
    private final Consumer<Payment> changed;

    /** @param changed told of every payment that was paid */
    Buyer(Book book, List<Protocol> protocols, Consumer<Payment> changed) {
        this.book = book;
        this.protocols = protocols;
        this.changed = changed;
    }

    /** @throws Book.NotPossible if it is too late */
    Answer scan(Payment payment) {
        book.scan(payment, Instant.now());
        return Answer.empty(204);
    }

    /** @throws Book.NotPossible if it is too late */
    Answer pay(Payment payment, Amount amount) {
        if (!canPay(payment.provider(), amount)) {
            return Answer.refusal(400, payment.provider() + " takes no " + amount.currency());
        }
        var paid = book.capture(payment, amount, Instant.now());
        changed.accept(paid);
        return Answer.of(200, Pages.Capture.of(paid));
    }

    private boolean canPay(String provider, Amount amount) {
        return protocols.stream()
                .filter(protocol -> protocol.provider().equals(provider))
                .allMatch(protocol -> protocol.takes(amount));
    }
}
