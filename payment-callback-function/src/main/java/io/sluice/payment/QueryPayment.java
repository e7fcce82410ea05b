package io.sluice.payment;

import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.payment.AskProvider.NoProvider;
import io.sluice.payment.AskProvider.Unanswered;
import io.sluice.payment.domain.Payment;
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
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : query(found.get()).chain(() -> payments.find(id)));
    }

    private Uni<Payment> query(Payment payment) {
        return switch (payment.status()) {
            case CREATED -> openAgain(payment);
            case FAILED ->
                isKnownByOurNumber(payment)
                        ? provider.query(payment)
                        : Uni.createFrom().item(payment);
            case PENDING, CAPTURED, CLOSED, NEEDS_OPERATOR -> provider.query(payment);
        };
    }

    /** Asks about an open payment, or closes it. Fails like a query. */
    Uni<Void> ask(DuePayment due) {
        return payments.find(due.id())
                .map(Optional::orElseThrow)
                .chain(payment -> switch (payment.status()) {
                    case CREATED ->
                        due.isOver() && isKnownByOurNumber(payment) ? provider.close(payment) : openAgain(payment);
                    case PENDING -> due.isOver() ? provider.close(payment) : provider.query(payment);
                    case CAPTURED, CLOSED, FAILED, NEEDS_OPERATOR ->
                        Uni.createFrom().item(payment); // Told meanwhile.
                })
                .replaceWithVoid();
    }

    /**
     * The answer to its opening was lost: the same request is answered again, or opens it now. Also if its order needs no
     * payment any more: only so is learned by what name it can be closed. What cannot be opened may be paid already.
     */
    private Uni<Payment> openAgain(Payment payment) {
        return gateways.of(payment.terms().provider())
                .map(gateway -> opening.open(gateway, payment))
                .orElseGet(() -> Uni.createFrom().failure(new NoProvider()))
                .chain(opened -> {
                    if (!(opened instanceof Opened.Unknown)) {
                        return Uni.createFrom().item(payment);
                    }
                    return isKnownByOurNumber(payment)
                            ? provider.query(payment)
                            : Uni.createFrom().failure(new Unanswered("the provider did not answer"));
                });
    }

    /** Stripe knows a payment by its own name alone, which a lost answer does not tell. */
    private static boolean isKnownByOurNumber(Payment payment) {
        return payment.providerId() != null || payment.terms().provider() != Provider.STRIPE;
    }
}
