package io.sluice.payment;

import io.sluice.contracts.PaymentId;
import io.sluice.outbox.Outbox;
import io.sluice.payment.domain.Payment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Looks payments up, and asks a provider about one. */
@ApplicationScoped
class ReadPayments {

    private final Outbox outbox;
    private final PaymentStore payments;
    private final AskProvider provider;

    ReadPayments(Outbox outbox, PaymentStore payments, AskProvider provider) {
        this.outbox = outbox;
        this.payments = payments;
        this.provider = provider;
    }

    Uni<Optional<Payment>> find(PaymentId payment) {
        return outbox.inTransaction(_ -> payments.find(payment));
    }

    Uni<List<PaymentRow>> page(PaymentFilter filter, int limit) {
        return outbox.inTransaction(_ -> payments.page(filter, limit));
    }

    /** The payment after the provider was asked. Fails with {@link AskProvider.Unanswered}. */
    Uni<Optional<Payment>> query(PaymentId payment) {
        return find(payment)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : provider.query(found.get()).map(Optional::of));
    }
}
