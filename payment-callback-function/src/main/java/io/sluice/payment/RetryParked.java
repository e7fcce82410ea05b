package io.sluice.payment;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.sluice.gather.Split;
import io.sluice.outbox.Outbox;
import io.sluice.problems.DatabaseTrouble;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Looks again for the payments of parked news: what is found is applied once, what is not becomes a case in the end. */
@ApplicationScoped
class RetryParked {

    private static final Logger LOG = Logger.getLogger(RetryParked.class);

    private final Outbox outbox;
    private final ParkedStore parked;
    private final SettleParked settling;
    private final PaymentConfig.Parked config;
    private final Split<ParkedNews, Boolean> split;

    RetryParked(Outbox outbox, ParkedStore parked, SettleParked settling, PaymentConfig config) {
        this.outbox = outbox;
        this.parked = parked;
        this.settling = settling;
        this.config = config.parked();
        this.split = new Split<>(this::retryTogether, failure -> !DatabaseTrouble.isBehind(failure), this::alone);
    }

    @Scheduled(
            every = "${payment.parked.every:5s}",
            delayed = "${payment.parked.every:5s}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> retry() {
        return retryBatch()
                .onFailure()
                .invoke(trouble -> LOG.warnf("parked news waits: %s", trouble.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Goes on while a full batch was found. */
    private Uni<Void> retryBatch() {
        return inTime(parked::takeDue)
                .chain(due -> split.over(due)
                        .chain(() -> due.size() == config.batch()
                                ? retryBatch()
                                : Uni.createFrom().voidItem()));
    }

    private Uni<List<Boolean>> retryTogether(List<ParkedNews> due) {
        return inTime(session -> settling.settle(session, due))
                .replaceWith(() -> Collections.nCopies(due.size(), true));
    }

    /** What cannot be applied is a person's in the end. */
    private Uni<Boolean> alone(ParkedNews one, Throwable failure) {
        LOG.errorf("parked news %s cannot be applied: %s", one.key(), failure.getMessage());
        return one.isLastTry()
                ? inTime(session -> settling.giveUp(session, one, failure)).replaceWith(false)
                : Uni.createFrom().item(false);
    }

    private <T> Uni<T> inTime(Function<Mutiny.Session, Uni<T>> work) {
        return Outbox.inTime(config.answer(), Outbox.apart(() -> outbox.inTransaction(work)));
    }
}
