package io.sluice.order;

import io.sluice.contracts.Address;
import io.sluice.contracts.PaymentId;
import io.sluice.order.domain.Line;
import io.sluice.order.domain.OrderStatus;
import io.sluice.order.domain.Refund;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Flash orders as they are made: many rows in one statement, each once. */
@ApplicationScoped
class FlashOrderStore {

    /** A redelivery finds its row and inserts nothing. Rows go in in one order everywhere, so that no two batches wait for each other. */
    private static final String INSERT = """
            WITH born AS (
                SELECT * FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS born (
                    bucket smallint, id uuid, version bigint, "userId" text, status text, "flashSaleId" text, lines jsonb,
                    currency text, "itemsTotal" bigint, "shippingFee" bigint, discount bigint, total bigint,
                    captures jsonb, "openRefunds" jsonb, address jsonb, "payBy" timestamptz, because text, "eventId" uuid)
            ), made AS (
                INSERT INTO orders (bucket, id, version, user_id, status, source, flash_sale_id, lines, currency,
                                    items_total, shipping_fee, discount, total, captures, open_refunds, address, pay_by)
                SELECT bucket, id, version, "userId", status, 'FLASH_SALE', "flashSaleId", lines, currency,
                       "itemsTotal", "shippingFee", discount, total, captures, "openRefunds", address, "payBy"
                  FROM born ORDER BY bucket, id
                ON CONFLICT DO NOTHING
                RETURNING id
            ), told AS (
                INSERT INTO order_history (bucket, order_id, at, became, because, event_id)
                SELECT bucket, id, now(), status, because, "eventId" FROM born JOIN made USING (id)
            )
            SELECT id FROM made
            """;

    /** A row of the batch. */
    private record Row(
            short bucket,
            UUID id,
            long version,
            String userId,
            OrderStatus status,
            String flashSaleId,
            List<Line> lines,
            String currency,
            long itemsTotal,
            long shippingFee,
            long discount,
            long total,
            Set<PaymentId> captures,
            List<Refund> openRefunds,
            Address address,
            Instant payBy,
            String because,
            UUID eventId) {

        static Row of(Newborn newborn) {
            var order = newborn.birth().to();
            var price = order.price();
            return new Row(
                    (short) order.id().bucket(),
                    order.id().value(),
                    order.version(),
                    order.userId(),
                    order.status(),
                    order.flashSaleId(),
                    order.lines(),
                    price.total().currency().getCurrencyCode(),
                    price.items().minor(),
                    price.shippingFee().minor(),
                    price.discount().minor(),
                    price.total().minor(),
                    order.ledger().captures(),
                    order.ledger().open(),
                    newborn.address(),
                    order.payBy(),
                    newborn.birth().because(),
                    newborn.announcement().id());
        }
    }

    private final Json json;

    FlashOrderStore(Json json) {
        this.json = json;
    }

    /**
     * Answers those that are new.
     *
     * @param newborn each with an id of its own
     */
    Uni<List<Newborn>> insert(Mutiny.Session session, List<Newborn> newborn) {
        return session.createNativeQuery(INSERT, UUID.class)
                .setParameter(1, json.write(newborn.stream().map(Row::of).toList()))
                .getResultList()
                .map(HashSet::new)
                .map(made -> newborn.stream()
                        .filter(one -> made.contains(one.birth().to().id().value()))
                        .toList());
    }
}
