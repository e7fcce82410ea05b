package io.sluice.payment;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.PaymentId;
import io.sluice.payment.domain.Payment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Looks payments up, and asks a provider about one. */
@ApplicationScoped
class ReadPayments {

    private final PaymentStore payments;
    private final AskProvider provider;

    ReadPayments(PaymentStore payments, AskProvider provider) {
        this.payments = payments;
        this.provider = provider;
    }

    Uni<Optional<Payment>> find(PaymentId payment) {
        return Panache.withSession(() -> payments.find(payment));
    }

    Uni<List<PaymentRow>> page(PaymentFilter filter, int limit) {
        return Panache.withSession(() -> payments.page(filter, limit));
    }

    /** The payment after the provider was asked. Fails with {@link AskProvider.Unanswered}. */
    Uni<Optional<Payment>> query(PaymentId payment) {
        return find(payment)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : provider.query(found.get()).map(Optional::of));
    }
}
