package io.sluice.payment;

import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.outbox.Pipeline;
import io.sluice.outbox.Statement;
import io.sluice.payment.domain.Payment;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The payments. */
@ApplicationScoped
class PaymentStore implements PanacheRepositoryBase<PaymentRow, PaymentKey> {

    /** In one order everywhere, or two batches with the same payments could wait for each other. */
    private static final String LOCK = """
            SELECT CAST(row_to_json(payment) AS text)
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (bucket smallint, id uuid)
              JOIN payment ON payment.bucket = asked.bucket AND payment.id = asked.id
             ORDER BY payment.bucket, payment.id
               FOR UPDATE OF payment
            """;

    /** Fails unless each of them is there, so that no event is said of a state that is not written. */
    private static final String WRITE = """
            WITH written AS (
                UPDATE payment
                   SET provider_id = changed.provider_id, status = changed.status, action_type = changed.action_type,
                       action_value = changed.action_value, captured_minor = changed.captured_minor,
                       captured_currency = changed.captured_currency, captured_at = changed.captured_at,
                       contested = changed.contested, version = changed.version
                  FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS changed (
                           bucket smallint, id uuid, provider_id text, status text, action_type text, action_value text,
                           captured_minor bigint, captured_currency text, captured_at timestamptz, contested text,
                           version bigint)
                 WHERE payment.bucket = changed.bucket AND payment.id = changed.id AND payment.version <= changed.version
                RETURNING payment.id)
            SELECT must_be(CAST(CAST(?2 AS text) AS bigint), count(*), 'payments written, all of them locked') FROM written
            """;

    /** Those of {@code payments} that there are, each locked until the transaction ends. */
    Uni<Map<PaymentId, Payment>> lock(Mutiny.Session session, Collection<PaymentId> payments) {
        return session.createNativeQuery(LOCK, String.class)
                .setParameter(1, keys(payments))
                .getResultList()
                .map(PaymentStore::read);
    }

    /** The same in a pipeline. */
    Uni<Map<PaymentId, Payment>> lock(Pipeline pipeline, Collection<PaymentId> payments) {
        return pipeline.send(Statement.of(LOCK, keys(payments)))
                .map(rows -> read(rows.stream().map(row -> row.getString(0)).toList()));
    }

    /** One payment, locked until the transaction ends; or null. */
    Uni<Payment> lock(Mutiny.Session session, PaymentId payment) {
        return lock(session, List.of(payment)).map(locked -> locked.get(payment));
    }

    private static String keys(Collection<PaymentId> payments) {
        var keys = new JsonArray();
        payments.forEach(payment -> keys.add(PaymentJson.key(payment)));
        return keys.encode();
    }

    private static Map<PaymentId, Payment> read(List<String> rows) {
        return rows.stream().map(PaymentJson::read).collect(toMap(Payment::id, payment -> payment));
    }

    /** What writes payments that are locked, as they are from now on; nothing if there are none. */
    static List<Statement> writing(List<Payment> changed) {
        if (changed.isEmpty()) {
            return List.of();
        }
        var rows = new JsonArray();
        changed.forEach(payment -> rows.add(PaymentJson.write(payment)));
        return List.of(Statement.of(WRITE, rows.encode(), String.valueOf(changed.size())));
    }

    Uni<Void> add(Payment payment, Instant now, Instant due) {
        return persist(PaymentRow.of(payment, now, due)).replaceWithVoid();
    }

    Uni<Optional<Payment>> find(PaymentId payment) {
        return findById(PaymentKey.of(payment))
                .map(row -> Optional.ofNullable(row).map(PaymentRow::toPayment));
    }

    Uni<List<Payment>> ofOrder(OrderId order) {
        return list("key.bucket = ?1 and orderId = ?2", (short) order.bucket(), order.value())
                .map(rows -> rows.stream().map(PaymentRow::toPayment).toList());
    }

    /** The newest first. */
    Uni<List<PaymentRow>> page(PaymentFilter filter, int limit) {
        var conditions = new StringBuilder("1 = 1");
        var values = new HashMap<String, Object>();
        filter.write(conditions, values);
        return find(conditions + " order by createdAt desc, key.id desc", values)
                .page(0, limit)
                .list();
    }
}
