package io.sluice.payment;

import io.sluice.contracts.PaymentId;
import io.sluice.contracts.Topics;
import io.sluice.outbox.Outbox;
import io.sluice.payment.domain.Decision;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.PaymentStatus;
import io.sluice.payment.domain.Signal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Tells one payment that something happened, and records what it decided together with what it says. */
@ApplicationScoped
class AdvancePayment {

    private static final Logger LOG = Logger.getLogger(AdvancePayment.class);

    private final PaymentStore payments;
    private final Outbox outbox;

    AdvancePayment(PaymentStore payments, Outbox outbox) {
        this.payments = payments;
        this.outbox = outbox;
    }

    /** In a transaction of its own; the payment as it then is. */
    Uni<Payment> advance(PaymentId payment, Signal signal) {
        return outbox.inTransaction(session -> payments.lock(payment).chain(row -> advance(session, row, signal)));
    }

    /** In the transaction of {@code session}, which has locked {@code row}. */
    Uni<Payment> advance(Mutiny.Session session, PaymentRow row, Signal signal) {
        return session.createNativeQuery("SELECT now()", OffsetDateTime.class)
                .getSingleResult()
                .chain(now -> apply(session, row, row.toPayment().on(signal, now.toInstant())));
    }

    private Uni<Payment> apply(Mutiny.Session session, PaymentRow row, Decision decision) {
        return switch (decision) {
            case Decision.Move(var after, var events) -> {
                row.become(after);
                if (after.status() == PaymentStatus.NEEDS_OPERATOR) {
                    LOG.errorf("payment %s needs a person: its provider says two captures of it", after.id());
                }
                yield outbox.add(session, Topics.PAYMENTS, events).replaceWith(after);
            }
            case Decision.Stay(var because) -> {
                LOG.debugf("payment %s stays: %s", row.key.id(), because);
                yield Uni.createFrom().item(row.toPayment());
            }
        };
    }
}
