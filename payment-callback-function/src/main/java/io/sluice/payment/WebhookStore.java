package io.sluice.payment;

import io.sluice.payment.Received.Key;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;

/** The inbox of webhooks: each piece of news once. */
@ApplicationScoped
class WebhookStore {

    /** In one order everywhere, or two batches with the same news could wait for each other. */
    private static final String ADD = """
            INSERT INTO webhook (provider, business_key, event_id, kind, payment_number, provider_id, minor, currency,
                                 refund_number, occurred_at, parked, retry_at)
            SELECT provider, business_key, event_id, kind, payment_number, provider_id, minor, currency,
                   refund_number, occurred_at, parked, CASE WHEN parked THEN now() + ?2 * interval '1 millisecond' END
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS received (
                       provider text, business_key text, event_id text, kind text, payment_number text, provider_id text,
                       minor bigint, currency text, refund_number text, occurred_at timestamptz, parked boolean)
             ORDER BY provider, business_key
            ON CONFLICT (provider, business_key) DO NOTHING
            RETURNING provider, business_key
            """;

    private final PaymentConfig.Parked config;

    WebhookStore(PaymentConfig config) {
        this.config = config.parked();
    }

    /** The keys of those that are new; a key may be several times in one batch. */
    Uni<List<Key>> add(Mutiny.Session session, List<Received> batch, Predicate<Received> isParked) {
        var rows = new JsonArray();
        batch.forEach(received -> rows.add(NewsJson.write(received).put("parked", isParked.test(received))));
        return session.createNativeQuery(ADD, Object[].class)
                .setParameter(1, rows.encode())
                .setParameter(2, config.pause().toMillis())
                .getResultList()
                .map(added -> added.stream()
                        .map(row -> new Key((String) row[0], (String) row[1]))
                        .toList());
    }
}
