package io.sluice.payment;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.payment.Received.Key;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
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

    /** The pause is also a lease. Who was tried for long enough is tried a last time. */
    private static final String TAKE_DUE = """
            WITH due AS MATERIALIZED (
                SELECT provider, business_key, received_at <= now() - ?2 * interval '1 millisecond' AS is_last
                  FROM webhook WHERE retry_at <= now() ORDER BY retry_at LIMIT ?3 FOR UPDATE SKIP LOCKED)
            UPDATE webhook
               SET retry_at = CASE WHEN due.is_last THEN NULL ELSE now() + ?1 * interval '1 millisecond' END
              FROM due
             WHERE webhook.provider = due.provider AND webhook.business_key = due.business_key
            RETURNING webhook.provider, webhook.business_key, event_id, kind, payment_number, provider_id, minor, currency,
                      refund_number, occurred_at, due.is_last
            """;

    private static final String UNPARK = """
            UPDATE webhook SET parked = false, retry_at = NULL
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS applied (provider text, business_key text)
             WHERE webhook.provider = applied.provider AND webhook.business_key = applied.business_key
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

    /** Takes parked news whose time has come, the oldest first, for as long as one try may last. */
    Uni<List<ParkedNews>> takeDue(Mutiny.Session session) {
        return session.createNativeQuery(TAKE_DUE, Object[].class)
                .setParameter(1, config.pause().toMillis())
                .setParameter(2, config.patience().toMillis())
                .setParameter(3, config.batch())
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new ParkedNews(NewsJson.read(row), (Boolean) row[10]))
                        .toList());
    }

    /** Its payment was found, or a person has dealt with it: it waits for nobody. */
    Uni<Void> unpark(Mutiny.Session session, Collection<Key> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = new JsonArray();
        keys.forEach(key -> rows.add(NewsJson.write(key)));
        return session.createNativeQuery(UNPARK)
                .setParameter(1, rows.encode())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** In the session of the context. */
    Uni<Long> countParked() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("SELECT count(*) FROM webhook WHERE parked", Long.class)
                        .getSingleResult());
    }
}
