package io.sluice.payment;

import io.sluice.contracts.PaymentId;
import io.sluice.payment.AskProvider.NoProvider;
import io.sluice.payment.AskProvider.Unanswered;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.PaymentStatus;
import io.sluice.providers.Gateways;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds out how a payment stands, as far as anybody can be asked. */
@ApplicationScoped
class QueryPayment {

    private final Gateways gateways;
    private final ReadPayments payments;
    private final OpenAtProvider opening;
    private final AskProvider provider;

    QueryPayment(Gateways gateways, ReadPayments payments, OpenAtProvider opening, AskProvider provider) {
        this.gateways = gateways;
        this.payments = payments;
        this.opening = opening;
        this.provider = provider;
    }

    /** The payment after the provider was asked. Fails with {@link Unanswered} or {@link NoProvider}. */
    Uni<Optional<Payment>> query(PaymentId id) {
        return payments.find(id)
                .chain(found ->
                        found.map(this::ask).orElseGet(() -> Uni.createFrom().item(found)));
    }

    private Uni<Optional<Payment>> ask(Payment payment) {
        if (payment.status() == PaymentStatus.CREATED) {
            return openAgain(payment);
        }
        return payment.providerId() == null
                ? Uni.createFrom().item(Optional.of(payment)) // Refused: the provider has nothing to be asked about.
                : provider.query(payment).map(Optional::of);
    }

    /** The answer to its opening was lost: the same request is answered again, or opens it now. */
    private Uni<Optional<Payment>> openAgain(Payment payment) {
        return gateways.of(payment.terms().provider())
                .map(gateway -> opening.open(gateway, payment))
                .orElseGet(() -> Uni.createFrom().failure(new NoProvider()))
                .chain(opened -> opened instanceof Opened.Unknown
                        ? Uni.createFrom().failure(new Unanswered("the provider did not answer"))
                        : payments.find(payment.id()));
    }
}
