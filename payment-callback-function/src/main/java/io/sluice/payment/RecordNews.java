package io.sluice.payment;

import static java.util.stream.Collectors.toSet;

import io.sluice.contracts.PaymentId;
import io.sluice.outbox.Pipeline;
import io.sluice.outbox.Statement;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.Signal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /**
     * Answers of each whether it is about no payment that we know. The payments' locks come first, so that copies wait for each
     * other: what is stored of a payment that is locked stays so. Of news about none a copy may come meanwhile: one is kept.
     */
    Uni<List<Boolean>> record(Pipeline pipeline, List<Received> batch) {
        return Uni.combine()
                .all()
                .unis(
                        payments.lock(pipeline, payments(batch)),
                        webhooks.stored(pipeline, keys(batch)),
                        AdvancePayment.now(pipeline))
                .with((known, stored, now) -> {
                    var fresh = firstOfEach(batch, stored);
                    webhooks.adding(fresh, received -> find(known, received).isEmpty())
                            .forEach(pipeline::send);
                    applying(known, fresh, now).forEach(pipeline::send);
                    return batch.stream()
                            .map(received -> find(known, received).isEmpty())
                            .toList();
                });
    }

    /** The payments that the news is about, locked until the transaction ends. */
    Uni<Map<PaymentId, Payment>> lock(Mutiny.Session session, List<Received> batch) {
        return payments.lock(session, payments(batch));
    }

    private static Set<PaymentId> payments(List<Received> batch) {
        return batch.stream().flatMap(received -> received.payment().stream()).collect(toSet());
    }

    private static Set<Received.Key> keys(List<Received> batch) {
        return batch.stream().map(Received::key).collect(toSet());
    }

    /** A payment of another provider only happens to have that number. */
    static Optional<Payment> find(Map<PaymentId, Payment> known, Received received) {
        return received.payment()
                .map(known::get)
                .filter(payment -> payment.terms().provider() == received.provider());
    }

    /** Copies that came together are one piece of news. */
    private static List<Received> firstOfEach(List<Received> batch, Set<Received.Key> stored) {
        var seen = new HashSet<>(stored);
        return batch.stream().filter(received -> seen.add(received.key())).toList();
    }

    /** What applies news to payments that are locked, which hear it in the order of {@code batch}. */
    List<Statement> applying(Map<PaymentId, Payment> known, List<Received> batch, Instant now) {
        var heard = new LinkedHashMap<Payment, List<Signal>>();
        var refunds = new ArrayList<Statement>();
        for (var received : batch) {
            var payment = find(known, received);
            if (payment.isEmpty()) {
                LOG.warnf("parked %s: no payment of ours", received.key());
            } else if (received.signal().isEmpty()) {
                refunds.add(unknown.opening(payment.get(), received));
            } else {
                heard.computeIfAbsent(payment.get(), _ -> new ArrayList<>())
                        .add(received.signal().get());
            }
        }
        var statements = new ArrayList<>(advance.recording(AdvancePayment.hear(heard, now), now));
        statements.addAll(refunds);
        return statements;
    }
}
