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
import java.util.function.Supplier;
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
    private final OverduePayments overdue;
    private final PaymentConfig.Ladder config;

    QueryLadder(
            Outbox outbox, LadderStore ladder, QueryPayment payments, OverduePayments overdue, PaymentConfig config) {
        this.outbox = outbox;
        this.ladder = ladder;
        this.payments = payments;
        this.overdue = overdue;
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

    /** Goes on while a full batch was found of which the provider answered any: one that is away is not run through. */
    private Uni<Void> climbOnce(Provider provider) {
        return inTime(() -> outbox.inTransaction(session -> ladder.takeDue(session, provider)))
                .chain(due -> askAll(due)
                        .chain(answered -> due.size() == config.batch() && answered
                                ? climbOnce(provider)
                                : Uni.createFrom().voidItem()));
    }

    /** Whether the provider answered any. */
    private Uni<Boolean> askAll(List<DuePayment> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(payment -> ask(payment))
                .merge(config.batch())
                .collect()
                .asList()
                .map(answers -> answers.contains(true));
    }

    private Uni<Boolean> ask(DuePayment due) {
        return inTime(() -> payments.ask(due))
                .replaceWith(true)
                .onFailure()
                .invoke(trouble -> LOG.warnf("payment %s is asked about later: %s", due.id(), trouble.getMessage()))
                .onFailure()
                .recoverWithItem(false)
                .call(() -> due.isLate()
                        ? inTime(() -> overdue.tell(due))
                        : Uni.createFrom().voidItem());
    }

    /** A connection that died without a word must not hold up a provider's ladder. */
    private <T> Uni<T> inTime(Supplier<Uni<T>> work) {
        return Outbox.inTime(config.patience(), Outbox.apart(work));
    }
}
