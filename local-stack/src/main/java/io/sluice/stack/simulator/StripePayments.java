package io.sluice.stack.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** Stripe's PaymentIntents: created, retrieved and cancelled. */
final class StripePayments {

    static final String ROOT = "/v1/payment_intents";

    private final Book book;
    private final Consumer<Payment> changed;

    /** @param changed told of every payment that was opened or ended here */
    StripePayments(Book book, Consumer<Payment> changed) {
        this.book = book;
        this.changed = changed;
    }

    Answer create(Map<String, String> form) {
        if (!StripeProtocol.AMOUNT.matcher(form.getOrDefault("amount", "")).matches()) {
            return StripeErrors.invalid("parameter_invalid_integer", "Invalid integer: amount.");
        }
        if (!form.getOrDefault("currency", "").matches("[A-Za-z]{3}")) {
            return StripeErrors.invalid("parameter_invalid_string", "Invalid currency.");
        }
        var payment = StripeIntents.opened(form);
        book.open(payment);
        changed.accept(payment);
        return intent(payment);
    }

    Answer one(String id) {
        return book.byProviderId(id).map(StripePayments::intent).orElseGet(StripePayments::unknown);
    }

    Answer cancel(String id) {
        return book.byProviderId(id).map(this::cancel).orElseGet(StripePayments::unknown);
    }

    private Answer cancel(Payment payment) {
        try {
            var closed = book.close(payment, Instant.now());
            changed.accept(closed);
            return intent(closed);
        } catch (Book.NotPossible _) {
            var current = book.byProviderId(payment.providerId()).orElseThrow();
            return StripeErrors.unexpectedState(StripeIntents.intent(current));
        }
    }

    private static Answer unknown() {
        return StripeErrors.notFound("payment_intent");
    }

    private static Answer intent(Payment payment) {
        return Answer.of(200, StripeIntents.intent(payment));
    }
}
