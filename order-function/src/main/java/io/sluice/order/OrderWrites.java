package io.sluice.order;

import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.Topics;
import io.sluice.order.domain.Decision.Change;
import io.sluice.order.domain.OrderStatus;
import io.sluice.outbox.Message;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes what orders became: row, history and events, in the caller's transaction, all or nothing. */
@ApplicationScoped
class OrderWrites {

    /** The guard repeats what the lock promised; a row that it misses is a mistake of ours, and nothing is written. */
    private static final String MOVE = """
            WITH move AS (
                SELECT * FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS move (
                    bucket smallint, id uuid, "wasVersion" bigint, was text, version bigint, status text, lines jsonb,
                    paid bigint, refunded bigint, payment text, captures jsonb, "openRefunds" jsonb,
                    "leadingRefund" text, "statusBefore" text, carrier text, "trackingNumber" text,
                    "payBy" timestamptz, "paidAt" timestamptz, "shippedAt" timestamptz,
                    at timestamptz, because text, "eventId" uuid)
            ), moved AS (
                UPDATE orders SET version = move.version, status = move.status, lines = move.lines, paid = move.paid,
                       refunded = move.refunded, payment = move.payment, captures = move.captures,
                       open_refunds = move."openRefunds", leading_refund = move."leadingRefund",
                       status_before = move."statusBefore", carrier = move.carrier,
                       tracking_number = move."trackingNumber", pay_by = move."payBy", paid_at = move."paidAt",
                       shipped_at = move."shippedAt"
                  FROM move
                 WHERE orders.bucket = move.bucket AND orders.id = move.id
                   AND orders.version = move."wasVersion" AND orders.status = move.was
                RETURNING 1
            ), told AS (
                INSERT INTO order_history (bucket, order_id, at, was, became, because, event_id)
                SELECT bucket, id, at, was, status, because, "eventId" FROM move WHERE was <> status
            )
            SELECT count(*) FROM moved
            """;

    /** A row of the batch; the JSON columns as they will be stored. */
    private record Move(
            short bucket,
            UUID id,
            long wasVersion,
            OrderStatus was,
            long version,
            OrderStatus status,
            Object lines,
            long paid,
            long refunded,
            String payment,
            Object captures,
            Object openRefunds,
            String leadingRefund,
            OrderStatus statusBefore,
            String carrier,
            String trackingNumber,
            Instant payBy,
            Instant paidAt,
            Instant shippedAt,
            Instant at,
            String because,
            UUID eventId) {}

    private final OrderRows rows;
    private final Outbox outbox;
    private final Json json;

    OrderWrites(OrderRows rows, Outbox outbox, Json json) {
        this.rows = rows;
        this.outbox = outbox;
        this.json = json;
    }

    /** Makes {@code row} (locked, as it was) what {@code change} says, and announces it. */
    Uni<OrderRow> write(Mutiny.Session session, OrderRow row, Change change) {
        var messages = change.events().stream().map(OrderWrites::message).toList();
        var wasVersion = row.version;
        var was = row.status;
        rows.apply(row, change.to(), row.readAt);
        var move = move(
                row,
                wasVersion,
                was,
                change,
                messages.isEmpty() ? null : messages.getFirst().id());
        return session.createNativeQuery(MOVE, Long.class)
                .setParameter(1, json.write(List.of(move)))
                .getSingleResult()
                .invoke(moved -> assertOne(moved, row))
                .chain(() -> outbox.add(session, messages))
                .replaceWith(row);
    }

    private static Message message(OrderEvent event) {
        return Message.of(Topics.ORDERS, event);
    }

    private static void assertOne(long moved, OrderRow row) {
        if (moved != 1) {
            throw new IllegalStateException("order " + row.id + " was not as it was locked");
        }
    }

    private static Move move(OrderRow row, long wasVersion, OrderStatus was, Change change, UUID eventId) {
        var to = change.to();
        return new Move(
                row.bucket,
                row.id,
                wasVersion,
                was,
                row.version,
                row.status,
                to.lines(),
                row.paid,
                row.refunded,
                row.payment,
                to.ledger().captures(),
                to.ledger().open(),
                row.leadingRefund,
                row.statusBefore,
                row.carrier,
                row.trackingNumber,
                row.payBy,
                row.paidAt,
                row.shippedAt,
                row.readAt,
                change.because(),
                eventId);
    }
}
