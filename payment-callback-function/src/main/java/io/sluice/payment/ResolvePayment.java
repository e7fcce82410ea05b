package io.sluice.payment;

import io.sluice.cases.Audit;
import io.sluice.contracts.PaymentId;
import io.sluice.outbox.Outbox;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.Resolution;
import io.sluice.payment.domain.Signal;
import io.sluice.payment.domain.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Carries out what an operator decided about a contested capture: the payment, its event, its case and the audit in one transaction. */
@ApplicationScoped
class ResolvePayment {

    /**
     * What was decided.
     *
     * @param meant which capture; empty for the only one that waits
     * @param who the operator
     */
    record Ruling(Verdict verdict, Optional<Signal.Captured> meant, String who, String reason) {}

    private final Outbox outbox;
    private final PaymentStore payments;
    private final AdvancePayment advance;
    private final Contradictions contradictions;
    private final Audit audit;

    ResolvePayment(
            Outbox outbox, PaymentStore payments, AdvancePayment advance, Contradictions contradictions, Audit audit) {
        this.outbox = outbox;
        this.payments = payments;
        this.advance = advance;
        this.contradictions = contradictions;
        this.audit = audit;
    }

    /** Empty if there is no such payment. */
    Uni<Optional<Resolution>> resolve(PaymentId id, Ruling ruling) {
        return outbox.inTransaction(session -> payments.lock(session, id)
                .chain(payment -> payment == null
                        ? Uni.createFrom().item(Optional.empty())
                        : resolve(session, payment, ruling).map(Optional::of)));
    }

    private Uni<Resolution> resolve(Mutiny.Session session, Payment payment, Ruling ruling) {
        return AdvancePayment.now(session)
                .map(now -> Resolution.of(payment, ruling.verdict(), ruling.meant(), now))
                .call(resolution -> resolution instanceof Resolution.Resolved resolved
                        ? record(session, resolved, ruling)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> record(Mutiny.Session session, Resolution.Resolved resolved, Ruling ruling) {
        var payment = resolved.after();
        var settled = resolved.settled();
        var what = "payment %s: %s of %s as %s"
                .formatted(payment.id(), ruling.verdict(), settled.amount(), settled.providerId());
        var because = "%s by %s: %s".formatted(ruling.verdict(), ruling.who(), ruling.reason());
        return advance.record(session, payment, resolved.event())
                .chain(() -> contradictions.close(session, payment, settled, because))
                .chain(() -> audit.record(
                        session, ruling.who(), what, payment.terms().orderId(), ruling.reason()));
    }
}
