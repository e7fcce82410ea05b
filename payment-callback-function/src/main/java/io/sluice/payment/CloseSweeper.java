package io.sluice.payment;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.sluice.contracts.PaymentId;
import io.sluice.outbox.Outbox;
import io.sluice.payment.domain.PaymentStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Closes what stayed open of ended orders: after a crash, or because the provider was away. */
@ApplicationScoped
class CloseSweeper {

    private static final Logger LOG = Logger.getLogger(CloseSweeper.class);

    private final CloseStore closes;
    private final PaymentStore payments;
    private final EndOrder ending;
    private final Outbox outbox;

    CloseSweeper(CloseStore closes, PaymentStore payments, EndOrder ending, Outbox outbox) {
        this.closes = closes;
        this.payments = payments;
        this.ending = ending;
        this.outbox = outbox;
    }

    @Scheduled(
            every = "${payment.close.every:5s}",
            delayed = "${payment.close.every:5s}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return outbox.inTransaction(closes::takeDue)
                .chain(this::closeAll)
                .onFailure()
                .invoke(trouble -> LOG.warnf("the sweep waits: %s", trouble.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> closeAll(List<PaymentId> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(payment -> Outbox.apart(() -> close(payment)))
                .merge(Math.max(1, due.size()))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> close(PaymentId id) {
        return Panache.withSession(() -> payments.find(id))
                .chain(found -> found.filter(payment -> payment.status() == PaymentStatus.PENDING)
                        .map(payment -> ending.close(payment).replaceWithVoid())
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure()
                .invoke(trouble -> LOG.warnf("payment %s waits to be closed: %s", id, trouble.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
