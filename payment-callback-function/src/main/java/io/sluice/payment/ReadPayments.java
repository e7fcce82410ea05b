package io.sluice.payment;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.PaymentId;
import io.sluice.payment.domain.Payment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Looks payments up. */
@ApplicationScoped
class ReadPayments {

    private final PaymentStore payments;

    ReadPayments(PaymentStore payments) {
        this.payments = payments;
    }

    Uni<Optional<Payment>> find(PaymentId payment) {
        return Panache.withSession(() -> payments.find(payment));
    }

    Uni<List<PaymentRow>> page(PaymentFilter filter, int limit) {
        return Panache.withSession(() -> payments.page(filter, limit));
    }
}
