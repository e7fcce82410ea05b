package io.sluice.payment;

import io.sluice.contracts.PaymentId;
import io.sluice.outbox.Outbox;
import io.sluice.payment.domain.Payment;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Deals with parked news in one transaction: what has found its payment is applied once, what was tried for long enough
 * becomes a case.
 */
@ApplicationScoped
class SettleParked {

    private final Outbox outbox;
    private final ParkedStore parked;
    private final RecordNews news;
    private final UnknownPayments unknown;
    private final UnappliedNews unapplied;

    SettleParked(Outbox outbox, ParkedStore parked, RecordNews news, UnknownPayments unknown, UnappliedNews unapplied) {
        this.outbox = outbox;
        this.parked = parked;
        this.news = news;
        this.unknown = unknown;
        this.unapplied = unapplied;
    }

    /** Locks payments first, like whoever records news. Who else has dealt with a piece meanwhile, has unparked it. */
    Uni<Void> settle(Mutiny.Session session, List<ParkedNews> due) {
        return news.lock(session, due.stream().map(ParkedNews::received).toList())
                .chain(known -> stillParked(session, due)
                        .chain(left -> apply(session, known, left).chain(() -> open(session, lost(known, left)))));
    }

    private Uni<List<ParkedNews>> stillParked(Mutiny.Session session, List<ParkedNews> due) {
        return parked.lockParked(session, due.stream().map(ParkedNews::key).toList())
                .map(keys ->
                        due.stream().filter(one -> keys.contains(one.key())).toList());
    }

    private Uni<Void> apply(Mutiny.Session session, Map<PaymentId, Payment> known, List<ParkedNews> left) {
        var found = left.stream()
                .map(ParkedNews::received)
                .filter(one -> RecordNews.find(known, one).isPresent())
                .toList();
        return AdvancePayment.now(session)
                .chain(now -> outbox.run(session, news.applying(known, found, now)))
                .chain(() ->
                        parked.unpark(session, found.stream().map(Received::key).toList()));
    }

    private static List<ParkedNews> lost(Map<PaymentId, Payment> known, List<ParkedNews> left) {
        return left.stream()
                .filter(one -> one.isLastTry()
                        && RecordNews.find(known, one.received()).isEmpty())
                .toList();
    }

    /** Hands over to a person what cannot be applied, if it is still parked. */
    Uni<Void> giveUp(Mutiny.Session session, ParkedNews one, Throwable failure) {
        return stillParked(session, List.of(one))
                .chain(left -> left.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : parked.stopRetrying(session, List.of(one.key()))
                                .chain(() -> unapplied.open(session, one.received(), failure)));
    }

    private Uni<Void> open(Mutiny.Session session, List<ParkedNews> left) {
        return parked.stopRetrying(session, left.stream().map(ParkedNews::key).toList())
                .chain(() -> Multi.createFrom()
                        .iterable(left)
                        .onItem()
                        .transformToUniAndConcatenate(one -> unknown.open(session, one.received()))
                        .onItem()
                        .ignoreAsUni());
    }
}
