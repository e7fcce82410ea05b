package io.sluice.payment;

import static java.util.stream.Collectors.toSet;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.payment.Received.Key;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** News in the inbox that waits for its payment. */
@ApplicationScoped
class ParkedStore {

    /** The pause is also a lease. What was tried for long enough is tried a last time: until that ends, it is the next time. */
    private static final String TAKE_DUE = """
            WITH due AS MATERIALIZED (
                SELECT provider, business_key, received_at <= now() - ?2 * interval '1 millisecond' AS is_last
                  FROM webhook WHERE retry_at <= now() ORDER BY retry_at LIMIT ?3 FOR UPDATE SKIP LOCKED)
            UPDATE webhook SET retry_at = now() + ?1 * interval '1 millisecond'
              FROM due
             WHERE webhook.provider = due.provider AND webhook.business_key = due.business_key
            RETURNING webhook.provider, webhook.business_key, event_id, kind, payment_number, provider_id, minor, currency,
                      refund_number, occurred_at, due.is_last
            """;

    /** In one order everywhere. */
    private static final String LOCK_PARKED = """
            SELECT webhook.provider, webhook.business_key
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS tried (provider text, business_key text)
              JOIN webhook ON webhook.provider = tried.provider AND webhook.business_key = tried.business_key
             WHERE parked ORDER BY webhook.provider, webhook.business_key
               FOR UPDATE OF webhook
            """;

    private static final String STOP_RETRYING = """
            UPDATE webhook SET retry_at = NULL
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS tried (provider text, business_key text)
             WHERE webhook.provider = tried.provider AND webhook.business_key = tried.business_key
            """;

    private static final String UNPARK = """
            UPDATE webhook SET parked = false, retry_at = NULL
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS applied (provider text, business_key text)
             WHERE webhook.provider = applied.provider AND webhook.business_key = applied.business_key
            """;

    private final PaymentConfig.Parked config;

    ParkedStore(PaymentConfig config) {
        this.config = config.parked();
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

    /** Those of {@code keys} that still wait for a payment, each locked until the transaction ends. */
    Uni<Set<Key>> lockParked(Mutiny.Session session, Collection<Key> keys) {
        return session.createNativeQuery(LOCK_PARKED, Object[].class)
                .setParameter(1, json(keys))
                .getResultList()
                .map(locked -> locked.stream()
                        .map(row -> new Key((String) row[0], (String) row[1]))
                        .collect(toSet()));
    }

    /** They stay parked, and a person has them. */
    Uni<Void> stopRetrying(Mutiny.Session session, Collection<Key> keys) {
        return update(session, STOP_RETRYING, keys);
    }

    /** Its payment was found, or a person has dealt with it: it waits for nobody. */
    Uni<Void> unpark(Mutiny.Session session, Collection<Key> keys) {
        return update(session, UNPARK, keys);
    }

    private static Uni<Void> update(Mutiny.Session session, String statement, Collection<Key> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(statement)
                        .setParameter(1, json(keys))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private static String json(Collection<Key> keys) {
        var rows = new JsonArray();
        keys.forEach(key -> rows.add(NewsJson.write(key)));
        return rows.encode();
    }

    /** In the session of the context. */
    Uni<Long> countParked() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("SELECT count(*) FROM webhook WHERE parked", Long.class)
                        .getSingleResult());
    }
}
