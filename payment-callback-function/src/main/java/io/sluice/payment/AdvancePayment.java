package io.sluice.payment;

import io.sluice.contracts.PaymentEvent;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.Topics;
import io.sluice.outbox.Outbox;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.Progress;
import io.sluice.payment.domain.Signal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells payments what happened, and records what they became together with what they say. */
@ApplicationScoped
class AdvancePayment {

    private final PaymentStore payments;
    private final Outbox outbox;
    private final Contradictions contradictions;
    private final OverduePayments overdue;

    AdvancePayment(PaymentStore payments, Outbox outbox, Contradictions contradictions, OverduePayments overdue) {
        this.payments = payments;
        this.outbox = outbox;
        this.contradictions = contradictions;
        this.overdue = overdue;
    }

    /** In a transaction of its own. */
    Uni<Progress> advance(PaymentId payment, Signal signal) {
        return outbox.inTransaction(
                session -> payments.lock(session, payment).chain(locked -> advance(session, locked, signal)));
    }

    /** In the transaction of {@code session}, which has locked the payment. */
    Uni<Progress> advance(Mutiny.Session session, Payment locked, Signal signal) {
        return advance(session, Map.of(locked, List.of(signal))).map(List::getFirst);
    }

    /** In the transaction of {@code session}, which has locked the payments: each hears its own, in their order. */
    Uni<List<Progress>> advance(Mutiny.Session session, Map<Payment, List<Signal>> heard) {
        return now(session).chain(now -> {
            var all = heard.entrySet().stream()
                    .map(one -> Progress.of(one.getKey(), one.getValue(), now))
                    .toList();
            var moves = all.stream().filter(Progress::isMove).toList();
            return record(session, moves, now).replaceWith(all);
        });
    }

    private Uni<Void> record(Mutiny.Session session, List<Progress> moves, Instant now) {
        return payments.write(session, moves.stream().map(Progress::after).toList())
                .chain(() -> outbox.add(
                        session,
                        Topics.PAYMENTS,
                        moves.stream().flatMap(move -> move.events().stream()).toList()))
                .chain(() -> contradictions.open(session, moves))
                .chain(() -> overdue.close(session, moves, now));
    }

    /** In the transaction of {@code session}, which has locked the payment and decided what becomes of it. */
    Uni<Void> record(Mutiny.Session session, Payment after, PaymentEvent event) {
        return payments.write(session, List.of(after))
                .chain(() -> outbox.add(session, Topics.PAYMENTS, List.of(event)));
    }

    /** The transaction's time. */
    Uni<Instant> now(Mutiny.Session session) {
        return session.createNativeQuery("SELECT now()", OffsetDateTime.class)
                .getSingleResult()
                .map(OffsetDateTime::toInstant);
    }
}
