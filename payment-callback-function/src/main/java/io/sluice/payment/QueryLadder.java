package io.sluice.payment;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks about open payments at growing intervals, so that a lost webhook costs seconds, and closes those of orders that need
 * none any more. Each provider has a loop of its own, so that one's trouble stays there.
 */
@ApplicationScoped
class QueryLadder {

    private static final Logger LOG = Logger.getLogger(QueryLadder.class);

    private final Outbox outbox;
    private final LadderStore ladder;
    private final QueryPayment payments;
    private final PaymentConfig.Ladder config;

    QueryLadder(Outbox outbox, LadderStore ladder, QueryPayment payments, PaymentConfig config) {
        this.outbox = outbox;
        this.ladder = ladder;
        this.payments = payments;
        this.config = config.ladder();
    }

    void begin(@Observes StartupEvent started, Scheduler scheduler) {
        for (var provider : Provider.values()) {
            scheduler
                    .newJob("ladder of " + provider)
                    .setInterval(config.every().toString())
                    .setDelayed(config.every().toString())
                    .setConcurrentExecution(ConcurrentExecution.SKIP)
                    .setAsyncTask(_ -> climb(provider))
                    .schedule();
        }
    }

    private Uni<Void> climb(Provider provider) {
        return climbOnce(provider)
                .onFailure()
                .invoke(trouble -> LOG.warnf("the ladder of %s waits: %s", provider, trouble.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Goes on while a full batch was found. */
    private Uni<Void> climbOnce(Provider provider) {
        return outbox.inTransaction(session -> ladder.takeDue(session, provider))
                .chain(due -> askAll(due)
                        .chain(() -> due.size() == config.batch()
                                ? climbOnce(provider)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> askAll(List<DuePayment> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(payment -> Outbox.apart(() -> ask(payment)))
                .merge(config.batch())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> ask(DuePayment due) {
        return payments.ask(due)
                .onFailure()
                .invoke(trouble -> LOG.warnf("payment %s is asked about later: %s", due.id(), trouble.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
