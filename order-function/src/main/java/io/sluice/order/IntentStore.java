package io.sluice.order;

import io.sluice.contracts.Address;
import io.sluice.contracts.OrderId;
import io.sluice.order.domain.Line;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Orders that are being placed: the rows that let a crash be finished by whoever finds them. */
@ApplicationScoped
class IntentStore {

    /**
     * The key's row decides which of several requests makes the order, also within a batch; the others insert nothing. Keys
     * go in in one order everywhere, or two batches with the same keys could wait for each other.
     */
    private static final String INSERT = """
            WITH asked AS (
                SELECT * FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (
                    bucket smallint, id uuid, "userId" text, path text, key text, fingerprint text, lines jsonb,
                    currency text, "itemsTotal" bigint, "shippingFee" bigint, discount bigint, total bigint,
                    address jsonb, remark text)
            ), won AS (
                INSERT INTO idempotency (bucket, user_id, path, key, fingerprint, order_id)
                SELECT bucket, "userId", path, key, fingerprint, id FROM asked ORDER BY bucket, "userId", path, key
                ON CONFLICT DO NOTHING
                RETURNING order_id
            ), begun AS (
                INSERT INTO orders (bucket, id, user_id, status, source, lines, currency, items_total, shipping_fee,
                                    discount, total, address, remark, sweep_at)
                SELECT bucket, id, "userId", 'PLACING', 'NORMAL', lines, currency, "itemsTotal", "shippingFee",
                       discount, total, address, remark, now() + ?2 * interval '1 millisecond'
                  FROM asked JOIN won ON won.order_id = asked.id
            ), told AS (
                INSERT INTO order_history (bucket, order_id, at, became, because)
                SELECT bucket, id, now(), 'PLACING', 'submitted' FROM asked JOIN won ON won.order_id = asked.id
            )
            SELECT order_id FROM won
            """;

    /** The lease keeps other sweepers away while this one asks for the holds. */
    private static final String TAKE_OVERDUE = """
            UPDATE orders SET sweep_at = now() + ?1 * interval '1 millisecond'
             WHERE (bucket, id) IN (
                SELECT bucket, id FROM orders WHERE status = 'PLACING' AND sweep_at <= now()
                 ORDER BY sweep_at LIMIT ?2 FOR UPDATE SKIP LOCKED)
            RETURNING id, user_id, CAST(lines AS text), extract(epoch FROM now() - placed_at)
            """;

    /** A row of the batch. */
    private record Row(
            short bucket,
            UUID id,
            String userId,
            String path,
            String key,
            String fingerprint,
            List<Line> lines,
            String currency,
            long itemsTotal,
            long shippingFee,
            long discount,
            long total,
            Address address,
            String remark) {

        static Row of(Intent intent) {
            return new Row(
                    intent.key().bucket(),
                    intent.id().value(),
                    intent.key().userId(),
                    intent.key().path(),
                    intent.key().key(),
                    intent.fingerprint(),
                    intent.lines(),
                    intent.total().currency().getCurrencyCode(),
                    intent.price().items().minor(),
                    intent.price().shippingFee().minor(),
                    intent.price().discount().minor(),
                    intent.total().minor(),
                    intent.address(),
                    intent.remark());
        }
    }

    private final Json json;
    private final OrderConfig config;

    IntentStore(Json json, OrderConfig config) {
        this.json = json;
        this.config = config;
    }

    /** Answers of each whether it was the first with its key. */
    Uni<List<Boolean>> insert(Mutiny.Session session, List<Intent> intents) {
        return session.createNativeQuery(INSERT, UUID.class)
                .setParameter(1, json.write(intents.stream().map(Row::of).toList()))
                .setParameter(2, config.sweep().after().toMillis())
                .getResultList()
                .map(HashSet::new)
                .map(won -> intents.stream()
                        .map(intent -> won.contains(intent.id().value()))
                        .toList());
    }

    /** Takes orders whose placement was cut off, the oldest first, for as long as one attempt may last. */
    Uni<List<Unfinished>> takeOverdue(Mutiny.Session session) {
        return session.createNativeQuery(TAKE_OVERDUE, Object[].class)
                .setParameter(1, config.sweep().after().toMillis())
                .setParameter(2, config.sweep().batch())
                .getResultList()
                .map(rows -> rows.stream().map(this::unfinished).toList());
    }

    private Unfinished unfinished(Object[] row) {
        var lines = List.of(json.read((String) row[2], Line[].class));
        return new Unfinished(new OrderId((UUID) row[0]), (String) row[1], lines, ((Number) row[3]).longValue());
    }
}
