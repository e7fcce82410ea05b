package io.sluice.payment;

import io.sluice.payment.domain.Payment;
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

    AskProvider(Gateways gateways, AdvancePayment advance) {
        this.gateways = gateways;
        this.advance = advance;
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
                advance.advance(payment.id(), new Signal.Captured(providerId, amount));
            case Standing.Closed(var providerId) -> advance.advance(payment.id(), new Signal.Closed(providerId));
            case Standing.Open _ -> Uni.createFrom().item(payment);
            case Standing.Unknown(var because) -> Uni.createFrom().failure(new Unanswered(because));
        };
    }
}
