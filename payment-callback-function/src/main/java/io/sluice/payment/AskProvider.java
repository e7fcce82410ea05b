package io.sluice.payment;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.contracts.PaymentEvent;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.Progress;
import io.sluice.payment.domain.Signal;
import io.sluice.providers.Gateway;
import io.sluice.providers.Gateways;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;

/** Asks a provider how a payment stands, or to close it; what it answers counts like a webhook. */
@ApplicationScoped
class AskProvider {

    /** The provider did not say: ask again later. */
    static final class Unanswered extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unanswered(String because) {
            super(because, null, false, false); // Expected now and then: no stack trace.
        }
    }

    /** This installation has no credentials for the provider any more. */
    static final class NoProvider extends RuntimeException {

        private static final long serialVersionUID = 1;

        NoProvider() {
            super("its provider is not configured here", null, false, false); // Says all that there is to say.
        }
    }

    private final Gateways gateways;
    private final AdvancePayment advance;
    private final MeterRegistry metrics;

    AskProvider(Gateways gateways, AdvancePayment advance, MeterRegistry metrics) {
        this.gateways = gateways;
        this.advance = advance;
        this.metrics = metrics;
    }

    /** An opened payment as it then is. Fails with {@link Unanswered} or {@link NoProvider}. */
    Uni<Payment> query(Payment payment) {
        return ask(payment, Gateway::query);
    }

    /** The payment as it then is: captured, if the buyer was faster. Fails like a query. */
    Uni<Payment> close(Payment payment) {
        return ask(payment, Gateway::close);
    }

    private Uni<Payment> ask(Payment payment, BiFunction<Gateway, PaymentAtProvider, Uni<Standing>> question) {
        var gateway = gateways.of(payment.terms().provider());
        if (gateway.isEmpty()) {
            return Uni.createFrom().failure(new NoProvider());
        }
        return question.apply(gateway.get(), new PaymentAtProvider(payment.id(), payment.providerId()))
                .chain(standing -> heard(payment, standing));
    }

    private Uni<Payment> heard(Payment payment, Standing standing) {
        return switch (standing) {
            case Standing.Captured(var providerId, var amount) ->
                advance(payment, new Signal.Captured(providerId, amount));
            case Standing.Closed(var providerId) -> advance(payment, new Signal.Closed(providerId));
            case Standing.Absent _ -> advance(payment, new Signal.Absent());
            case Standing.Open _ -> Uni.createFrom().item(payment);
            case Standing.Unknown(var because) -> Uni.createFrom().failure(new Unanswered(because));
        };
    }

    private Uni<Payment> advance(Payment payment, Signal signal) {
        return advance.advance(payment.id(), signal).invoke(this::count).map(Progress::after);
    }

    /** Money that no webhook told of, or not yet. */
    private void count(Progress progress) {
        if (progress.events().stream().anyMatch(PaymentEvent.Captured.class::isInstance)) {
            var provider = PaymentView.nameOf(progress.after().terms().provider());
            metrics.counter("sluice.payments.found", "provider", provider).increment();
        }
    }
}
