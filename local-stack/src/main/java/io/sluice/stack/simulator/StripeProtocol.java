package io.sluice.stack.simulator;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Stripe's side of the wire: PaymentIntents, refunds, the balance, and events about how each ends. */
final class StripeProtocol implements Protocol {

    static final String PROVIDER = "stripe";
    static final Pattern AMOUNT = Pattern.compile("[1-9][0-9]{0,7}"); // Stripe's limit is eight digits.

    private static final Pattern PATH = Pattern.compile("(/v1/[a-z_]+)(?:/((?:pi|re)_[0-9a-zA-Z]+))?(/cancel)?");

    private final String secretKey;
    private final String webhookSecret;
    private final StripeReplays replays;
    private final StripePayments payments;
    private final StripeRefunds refunds;
    private final StripeBalance balance;

    /** @param changed told of every payment that was opened or ended here */
    StripeProtocol(
            SimulatorConfig config, Book book, Refunds refunds, StripeReplays replays, Consumer<Payment> changed) {
        this.secretKey = config.accounts().stripeSecretKey();
        this.webhookSecret = config.accounts().stripeWebhookSecret();
        this.replays = replays;
        this.payments = new StripePayments(book, changed);
        this.refunds = new StripeRefunds(book, refunds);
        this.balance = new StripeBalance(book);
    }

    @Override
    public String provider() {
        return PROVIDER;
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
        var path = PATH.matcher(request.path());
        if (!path.matches()) {
            return StripeErrors.unknownPath();
        }
        var id = path.group(2);
        var what = request.method()
                + ' '
                + path.group(1)
                + (id == null ? "" : "/")
                + (path.group(3) == null ? "" : path.group(3));
        return switch (what) {
            case "POST " + StripePayments.ROOT -> once(request, payments::create);
            case "GET " + StripePayments.ROOT + "/" -> payments.one(id);
            case "POST " + StripePayments.ROOT + "//cancel" -> payments.cancel(id);
            case "POST " + StripeRefunds.ROOT -> once(request, refunds::ask);
            case "GET " + StripeRefunds.ROOT -> refunds.list(request.query());
            case "GET " + StripeRefunds.ROOT + "/" -> refunds.one(id);
            case "GET " + StripeBalance.ROOT -> balance.list(request.query());
            default -> StripeErrors.unknownPath();
        };
    }

    private Answer once(Request request, Function<Map<String, String>, Answer> action) {
        return request.header("Idempotency-Key")
                .map(key -> replays.once(key, request, () -> action.apply(request.form())))
                .orElseGet(() -> action.apply(request.form()));
    }

    @Override
    public Answer trouble(Request request) {
        return StripeErrors.trouble();
    }

    @Override
    public Optional<Notice> noticeOf(Payment payment) {
        return Optional.of(new StripeNotice(webhookSecret, StripeEvents.of(payment)));
    }

    @Override
    public Optional<Notice> noticeOf(Refund refund) {
        return Optional.of(new StripeNotice(webhookSecret, StripeEvents.of(refund)));
    }

    @Override
    public void close() throws IOException {
        replays.close();
    }
}
