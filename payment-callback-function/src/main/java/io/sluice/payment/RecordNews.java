package io.sluice.payment;

import static java.util.stream.Collectors.toSet;

import io.sluice.contracts.PaymentId;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.Signal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Records a batch of news: the inbox rows, the payments' states and their events in one transaction, each piece once. */
@ApplicationScoped
class RecordNews {

    private static final Logger LOG = Logger.getLogger(RecordNews.class);

    private final PaymentStore payments;
    private final WebhookStore webhooks;
    private final AdvancePayment advance;
    private final UnknownRefunds unknown;

    RecordNews(PaymentStore payments, WebhookStore webhooks, AdvancePayment advance, UnknownRefunds unknown) {
        this.unknown = unknown;
        this.payments = payments;
        this.webhooks = webhooks;
        this.advance = advance;
    }

    /** Answers of each whether it is about no payment that we know. The payments' locks come first, so that copies wait for each other. */
    Uni<List<Boolean>> record(Mutiny.Session session, List<Received> batch) {
        return lock(session, batch)
                .chain(known -> webhooks.add(
                                session,
                                batch,
                                received -> find(known, received).isEmpty())
                        .chain(isNew -> apply(session, known, firstOfEach(batch, isNew)))
                        .replaceWith(() -> batch.stream()
                                .map(received -> find(known, received).isEmpty())
                                .toList()));
    }

    /** The payments that the news is about, locked until the transaction ends. */
    Uni<Map<PaymentId, Payment>> lock(Mutiny.Session session, List<Received> batch) {
        return payments.lock(
                session,
                batch.stream().flatMap(received -> received.payment().stream()).collect(toSet()));
    }

    /** A payment of another provider only happens to have that number. */
    static Optional<Payment> find(Map<PaymentId, Payment> known, Received received) {
        return received.payment()
                .map(known::get)
                .filter(payment -> payment.terms().provider() == received.provider());
    }

    /** Copies that came together are one piece of news. */
    private static List<Received> firstOfEach(List<Received> batch, List<Received.Key> isNew) {
        var left = new HashSet<>(isNew);
        return batch.stream().filter(received -> left.remove(received.key())).toList();
    }

    /** Payments hear their news in the order of {@code batch}. */
    Uni<Void> apply(Mutiny.Session session, Map<PaymentId, Payment> known, List<Received> batch) {
        var heard = new LinkedHashMap<Payment, List<Signal>>();
        for (var received : batch) {
            find(known, received)
                    .ifPresentOrElse(
                            payment -> received.signal()
                                    .ifPresent(signal -> heard.computeIfAbsent(payment, _ -> new ArrayList<>())
                                            .add(signal)),
                            () -> LOG.warnf("parked %s: no payment of ours", received.key()));
        }
        return (heard.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : advance.advance(session, heard).replaceWithVoid())
                .chain(() -> handOver(session, known, batch));
    }

    /** A refund of a payment of ours that has no number of ours. */
    private Uni<Void> handOver(Mutiny.Session session, Map<PaymentId, Payment> known, List<Received> batch) {
        return Multi.createFrom()
                .iterable(batch)
                .filter(received ->
                        received.signal().isEmpty() && find(known, received).isPresent())
                .onItem()
                .transformToUniAndConcatenate(
                        received -> unknown.open(session, find(known, received).orElseThrow(), received))
                .onItem()
                .ignoreAsUni();
    }
}
