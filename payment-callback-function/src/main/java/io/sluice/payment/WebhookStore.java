package io.sluice.payment;

import static java.util.stream.Collectors.toSet;

import io.sluice.outbox.Pipeline;
import io.sluice.outbox.Statement;
import io.sluice.payment.Received.Key;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The inbox of webhooks: each piece of news once. */
@ApplicationScoped
class WebhookStore {

    /**
     * In one order everywhere, or two batches with the same news could wait for each other. Fails unless each piece whose payment
     * is locked is new: one that was parked meanwhile is applied with what is parked.
     */
    private static final String ADD = """
            WITH added AS (
                INSERT INTO webhook (provider, business_key, event_id, kind, payment_number, provider_id, minor, currency,
                                     refund_number, occurred_at, parked, retry_at)
                SELECT provider, business_key, event_id, kind, payment_number, provider_id, minor, currency, refund_number,
                       occurred_at, parked,
                       CASE WHEN parked THEN now() + CAST(CAST(?2 AS text) AS bigint) * interval '1 millisecond' END
                  FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS received (
                           provider text, business_key text, event_id text, kind text, payment_number text,
                           provider_id text, minor bigint, currency text, refund_number text, occurred_at timestamptz,
                           parked boolean)
                 ORDER BY provider, business_key
                ON CONFLICT (provider, business_key) DO NOTHING
                RETURNING parked)
            SELECT must_be(CAST(CAST(?3 AS text) AS bigint), count(*), 'pieces of news stored, of payments that are locked')
              FROM added WHERE NOT parked
            """;

    private static final String STORED = """
            SELECT webhook.provider, webhook.business_key
              FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (provider text, business_key text)
              JOIN webhook ON webhook.provider = asked.provider AND webhook.business_key = asked.business_key
            """;

    private final PaymentConfig.Parked config;

    WebhookStore(PaymentConfig config) {
        this.config = config.parked();
    }

    /** Which of {@code keys} are stored already. */
    Uni<Set<Key>> stored(Pipeline pipeline, Collection<Key> keys) {
        var asked = new JsonArray();
        keys.forEach(key -> asked.add(NewsJson.write(key)));
        return pipeline.send(Statement.of(STORED, asked.encode()))
                .map(rows -> rows.stream()
                        .map(row -> new Key(row.getString(0), row.getString(1)))
                        .collect(toSet()));
    }

    /** What stores news; nothing if there is none. Parked news that is stored already is left as it is. */
    List<Statement> adding(List<Received> batch, Predicate<Received> isParked) {
        if (batch.isEmpty()) {
            return List.of();
        }
        var rows = new JsonArray();
        batch.forEach(received -> rows.add(NewsJson.write(received).put("parked", isParked.test(received))));
        var applied = batch.stream().filter(isParked.negate()).count();
        return List.of(
                Statement.of(ADD, rows.encode(), String.valueOf(config.pause().toMillis()), String.valueOf(applied)));
    }
}
