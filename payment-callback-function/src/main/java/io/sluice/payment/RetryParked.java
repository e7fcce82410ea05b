package io.sluice.payment;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.sluice.contracts.PaymentId;
import io.sluice.outbox.Outbox;
import io.sluice.payment.domain.Payment;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Looks again for the payments of parked news: what is found is applied once, what is not becomes a case in the end. */
@ApplicationScoped
class RetryParked {

    private static final Logger LOG = Logger.getLogger(RetryParked.class);

    private final Outbox outbox;
    private final WebhookStore webhooks;
    private final RecordNews news;
    private final UnknownPayments unknown;
    private final PaymentConfig.Parked config;

    RetryParked(Outbox outbox, WebhookStore webhooks, RecordNews news, UnknownPayments unknown, PaymentConfig config) {
        this.outbox = outbox;
        this.webhooks = webhooks;
        this.news = news;
        this.unknown = unknown;
        this.config = config.parked();
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
        return Outbox.inTime(
                        config.answer(),
                        Outbox.apart(() -> outbox.inTransaction(
                                session -> webhooks.takeDue(session).call(due -> retry(session, due)))))
                .chain(due -> due.size() == config.batch()
                        ? retryBatch()
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> retry(Mutiny.Session session, List<ParkedNews> due) {
        var received = due.stream().map(ParkedNews::received).toList();
        return news.lock(session, received)
                .chain(known -> apply(session, known, received).chain(() -> giveUp(session, known, due)));
    }

    private Uni<Void> apply(Mutiny.Session session, Map<PaymentId, Payment> known, List<Received> received) {
        var found = received.stream()
                .filter(one -> RecordNews.find(known, one).isPresent())
                .toList();
        return news.apply(session, known, found)
                .chain(() -> webhooks.unpark(
                        session, found.stream().map(Received::key).toList()));
    }

    private Uni<Void> giveUp(Mutiny.Session session, Map<PaymentId, Payment> known, List<ParkedNews> due) {
        return Multi.createFrom()
                .iterable(due)
                .filter(one -> one.isLastTry()
                        && RecordNews.find(known, one.received()).isEmpty())
                .onItem()
                .transformToUniAndConcatenate(one -> unknown.open(session, one.received()))
                .onItem()
                .ignoreAsUni();
    }
}
