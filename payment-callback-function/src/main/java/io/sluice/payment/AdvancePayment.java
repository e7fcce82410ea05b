package io.sluice.payment;

import io.sluice.contracts.PaymentEvent;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.Topics;
import io.sluice.outbox.Outbox;
import io.sluice.outbox.Pipeline;
import io.sluice.outbox.Statement;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.Progress;
import io.sluice.payment.domain.Signal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells payments what happened, and records what they became together with what they say. */
@ApplicationScoped
class AdvancePayment {

    private static final String NOW = "SELECT now()";

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
    private Uni<List<Progress>> advance(Mutiny.Session session, Map<Payment, List<Signal>> heard) {
        return now(session).chain(now -> {
            var all = hear(heard, now);
            return outbox.run(session, recording(all, now)).replaceWith(all);
        });
    }

    /** What becomes of payments that hear, at {@code now}, each its own. */
    static List<Progress> hear(Map<Payment, List<Signal>> heard, Instant now) {
        return heard.entrySet().stream()
                .map(one -> Progress.of(one.getKey(), one.getValue(), now))
                .toList();
    }

    /** What records, in a transaction that has locked the payments, what became of them and what they say. */
    List<Statement> recording(List<Progress> all, Instant now) {
        var moves = all.stream().filter(Progress::isMove).toList();
        var statements = new ArrayList<Statement>();
        statements.addAll(
                PaymentStore.writing(moves.stream().map(Progress::after).toList()));
        statements.addAll(outbox.adding(
                Topics.PAYMENTS,
                moves.stream().flatMap(move -> move.events().stream()).toList()));
        statements.addAll(contradictions.opening(moves));
        statements.addAll(overdue.closing(moves, now));
        return statements;
    }

    /** In the transaction of {@code session}, which has locked the payment and decided what becomes of it. */
    Uni<Void> record(Mutiny.Session session, Payment after, PaymentEvent event) {
        var statements = new ArrayList<>(PaymentStore.writing(List.of(after)));
        statements.addAll(outbox.adding(Topics.PAYMENTS, List.of(event)));
        return outbox.run(session, statements);
    }

    /** The transaction's time. */
    static Uni<Instant> now(Mutiny.Session session) {
        return session.createNativeQuery(NOW, OffsetDateTime.class)
                .getSingleResult()
                .map(OffsetDateTime::toInstant);
    }

    /** The same in a pipeline. */
    static Uni<Instant> now(Pipeline pipeline) {
        return pipeline.send(Statement.of(NOW))
                .map(rows -> rows.getFirst().getOffsetDateTime(0).toInstant());
    }
}
