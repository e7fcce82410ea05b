package io.sluice.order;

import static java.util.stream.Collectors.groupingBy;

import io.sluice.cases.Cases;
import io.sluice.contracts.Topics;
import io.sluice.order.domain.Decision.Change;
import io.sluice.order.domain.OrderStatus;
import io.sluice.outbox.Message;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes what orders became: rows, history, events and cases, in the caller's transaction, all or nothing. */
@ApplicationScoped
class OrderWrites {

    /** The guard repeats what the lock promised; a row that it misses is a mistake of ours, and nothing is written. */
    private static final String WRITE = """
            WITH move AS (
                SELECT * FROM jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS move (
                    bucket smallint, id uuid, "wasVersion" bigint, was text, version bigint, status text, lines jsonb,
                    paid bigint, refunded bigint, payment text, captures jsonb, "openRefunds" jsonb,
                    "endedRefunds" jsonb, "leadingRefund" text, "statusBefore" text, carrier text, "trackingNumber" text,
                    "payBy" timestamptz, "paidAt" timestamptz, "shippedAt" timestamptz)
            ), moved AS (
                UPDATE orders SET version = move.version, status = move.status, lines = move.lines, paid = move.paid,
                       refunded = move.refunded, payment = move.payment, captures = move.captures,
                       open_refunds = move."openRefunds", ended_refunds = move."endedRefunds", leading_refund = move."leadingRefund",
                       status_before = move."statusBefore", carrier = move.carrier,
                       tracking_number = move."trackingNumber", pay_by = move."payBy", paid_at = move."paidAt",
                       shipped_at = move."shippedAt"
                  FROM move
                 WHERE orders.bucket = move.bucket AND orders.id = move.id
                   AND orders.version = move."wasVersion" AND orders.status = move.was
                RETURNING 1
            ), told AS (
                INSERT INTO order_history (bucket, order_id, at, was, became, because, event_id)
                SELECT bucket, id, now(), was, became, because, "eventId"
                  FROM jsonb_to_recordset(CAST(CAST(?2 AS text) AS jsonb)) AS step (
                       bucket smallint, id uuid, was text, became text, because text, "eventId" uuid)
            )
            SELECT count(*) FROM moved
            """;

    /** A row of the history. */
    private record Told(short bucket, UUID id, OrderStatus was, OrderStatus became, String because, UUID eventId) {

        static Told of(OrderStep step) {
            return new Told(
                    step.row().bucket,
                    step.row().id,
                    step.was(),
                    step.change().to().status(),
                    step.change().because(),
                    step.eventId());
        }
    }

    private final OrderRows rows;
    private final Outbox outbox;
    private final Cases cases;
    private final Json json;

    OrderWrites(OrderRows rows, Outbox outbox, Cases cases, Json json) {
        this.rows = rows;
        this.outbox = outbox;
        this.cases = cases;
        this.json = json;
    }

    /** Makes {@code row}, which is locked, what {@code change} says; it stands when the step is written. */
    OrderStep step(OrderRow row, Change change) {
        var messages = change.events().stream()
                .map(event -> Message.of(Topics.ORDERS, event))
                .toList();
        var step = new OrderStep(row, row.status, row.version, change, messages);
        rows.apply(row, change.to(), row.readAt);
        return step;
    }

    /** Writes steps, announces them and opens their cases, in their order. */
    Uni<Void> write(Mutiny.Session session, List<OrderStep> steps) {
        if (steps.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var moves = moves(steps);
        var moved = steps.stream().filter(OrderStep::isMove).map(Told::of).toList();
        var messages = steps.stream().flatMap(step -> step.messages().stream()).toList();
        return session.createNativeQuery(WRITE, Long.class)
                .setParameter(1, json.write(moves))
                .setParameter(2, json.write(moved))
                .getSingleResult()
                .invoke(written -> assertAll(written, moves.size()))
                .chain(() -> outbox.add(session, messages))
                .chain(() -> openCases(session, steps));
    }

    /** There are few, and one after another they take their keys in the order of the steps. */
    private Uni<Void> openCases(Mutiny.Session session, List<OrderStep> steps) {
        return Multi.createFrom()
                .iterable(steps.stream().flatMap(step -> step.opened().stream()).toList())
                .onItem()
                .transformToUniAndConcatenate(opened -> cases.open(session, opened))
                .onItem()
                .ignoreAsUni();
    }

    /** One for each order, however many steps it takes: a statement writes a row once. */
    private static List<OrderMove> moves(List<OrderStep> steps) {
        var byOrder = steps.stream().collect(groupingBy(step -> step.row().id));
        return byOrder.values().stream().map(OrderMove::of).toList();
    }

    private static void assertAll(long written, int orders) {
        if (written != orders) {
            throw new IllegalStateException(
                    "%d of %d orders were not as they were locked".formatted(orders - written, orders));
        }
    }
}
