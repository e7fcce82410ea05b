package io.sluice.payment;

import io.sluice.cases.Cases;
import io.sluice.cases.NewCase;
import io.sluice.outbox.Outbox;
import io.sluice.outbox.Statement;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.Progress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Cases about payments that are open long after their time: there may be money of which the provider does not tell. */
@ApplicationScoped
class OverduePayments {

    private static final String KIND = "overdue-payment";

    private static final Logger LOG = Logger.getLogger(OverduePayments.class);

    private final Outbox outbox;
    private final PaymentStore payments;
    private final Cases cases;
    private final PaymentConfig.Ladder config;

    OverduePayments(Outbox outbox, PaymentStore payments, Cases cases, PaymentConfig config) {
        this.outbox = outbox;
        this.payments = payments;
        this.cases = cases;
        this.config = config.ladder();
    }

    /** Tells a person, if it is still open after it was asked about; the ladder goes on asking. */
    Uni<Void> tell(DuePayment late) {
        return outbox.inTransaction(session -> payments.lock(session, late.id())
                .chain(payment -> payment.isOpen()
                        ? cases.open(session, newCase(payment)).invoke(isNew -> log(payment, isNew))
                        : Uni.createFrom().item(false))
                .replaceWithVoid());
    }

    private static void log(Payment payment, boolean isNew) {
        if (isNew) {
            LOG.errorf("payment %s needs a person: it is open long after its time", payment.id());
        }
    }

    private NewCase newCase(Payment payment) {
        var detail = "still open %s after its time was over: look at %s whether it was paid; it is asked on"
                .formatted(config.overdue(), payment.terms().provider());
        return new NewCase(KIND, payment.id().toString(), payment.terms().orderId(), detail);
    }

    /** What closes the cases of those {@code moves} that came to rest after their time; only few of them have one. */
    List<Statement> closing(List<Progress> moves, Instant now) {
        return moves.stream()
                .filter(move -> cameToRestLate(move, now))
                .map(move -> cases.closing(KIND, move.after().id().toString(), "it came to rest"))
                .toList();
    }

    private static boolean cameToRestLate(Progress move, Instant now) {
        return move.before().isOpen()
                && !move.after().isOpen()
                && move.before().terms().payBy().isBefore(now);
    }
}
