package io.sluice.stack.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Stripe's PaymentIntents: create with idempotency, retrieve, cancel; events about how each ends. */
final class StripeProtocol implements Protocol {

    private static final String ROOT = "/v1/payment_intents";
    private static final Pattern ONE = Pattern.compile(ROOT + "/(pi_[0-9a-zA-Z]+)(/cancel)?");
    private static final Pattern AMOUNT = Pattern.compile("[1-9][0-9]{0,7}"); // Stripe's limit is eight digits.

    private final String secretKey;
    private final String webhookSecret;
    private final Book book;
    private final StripeReplays replays;
    private final Consumer<Payment> changed;

    /** @param changed told of every payment that ended here */
    StripeProtocol(SimulatorConfig config, Book book, StripeReplays replays, Consumer<Payment> changed) {
        this.secretKey = config.accounts().stripeSecretKey();
        this.webhookSecret = config.accounts().stripeWebhookSecret();
        this.book = book;
        this.replays = replays;
        this.changed = changed;
    }

    @Override
    public String provider() {
        return "stripe";
    }

    @Override
    public boolean speaks(Request request) {
        return request.path().startsWith("/v1/");
    }

    @Override
    public Answer answer(Request request) {
        if (!request.header("Authorization").orElse("").equals("Bearer " + secretKey)) {
            return StripeErrors.unauthorised();
        }
        if (request.is("POST", ROOT)) {
            return request.header("Idempotency-Key")
                    .map(key -> replays.once(key, request, () -> create(request.form())))
                    .orElseGet(() -> create(request.form()));
        }
        var one = ONE.matcher(request.path());
        if (!one.matches() || !request.method().equals(one.group(2) == null ? "GET" : "POST")) {
            return StripeErrors.unknownPath();
        }
        return book.byProviderId(one.group(1))
                .map(payment -> one.group(2) == null ? intent(payment) : cancel(payment))
                .orElseGet(() -> StripeErrors.notFound("payment_intent"));
    }

    private Answer create(Map<String, String> form) {
        if (!AMOUNT.matcher(form.getOrDefault("amount", "")).matches()) {
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

    private static Answer intent(Payment payment) {
        return Answer.of(200, StripeIntents.intent(payment));
    }

    @Override
    public Answer trouble(Request request) {
        return StripeErrors.trouble();
    }

    @Override
    public Optional<Notice> noticeOf(Payment payment) {
        var type =
                switch (payment.state()) {
                    case OPEN -> "payment_intent.created";
                    case CAPTURED -> "payment_intent.succeeded";
                    case CLOSED -> "payment_intent.canceled";
                };
        return Optional.of(new StripeNotice(webhookSecret, StripeIntents.event(payment, type)));
    }

    /** Its refunds are not played yet. */
    @Override
    public Optional<Notice> noticeOf(Refund refund) {
        return Optional.empty();
    }
}
