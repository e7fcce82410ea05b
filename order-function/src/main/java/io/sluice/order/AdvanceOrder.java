package io.sluice.order;

import static java.util.stream.Collectors.toSet;

import io.sluice.contracts.OrderId;
import io.sluice.order.Advance.Missing;
import io.sluice.order.Advance.Moved;
import io.sluice.order.Advance.NotAllowed;
import io.sluice.order.Advance.Stayed;
import io.sluice.order.domain.Decision.Change;
import io.sluice.order.domain.Decision.Refuse;
import io.sluice.order.domain.Decision.Stay;
import io.sluice.order.domain.Signal;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells orders that something happened, and records what they decided. */
@ApplicationScoped
class AdvanceOrder {

    /** What one order is told. */
    record Told(OrderId order, Signal signal) {}

    private final OrderStore orders;
    private final OrderRows rows;
    private final OrderWrites writes;
    private final Outbox outbox;

    AdvanceOrder(OrderStore orders, OrderRows rows, OrderWrites writes, Outbox outbox) {
        this.orders = orders;
        this.rows = rows;
        this.writes = writes;
        this.outbox = outbox;
    }

    Uni<Advance> advance(OrderId id, Signal signal) {
        return outbox.inTransaction(session -> advance(session, id, signal));
    }

    /** In the transaction of {@code session}. */
    Uni<Advance> advance(Mutiny.Session session, OrderId id, Signal signal) {
        return advanceAll(session, List.of(new Told(id, signal))).map(List::getFirst);
    }

    /**
     * In the transaction of {@code session}; answers each, in their order. An order that is told twice decides the second
     * time as what it has become by the first.
     */
    Uni<List<Advance>> advanceAll(Mutiny.Session session, List<Told> told) {
        return orders.lock(told.stream().map(Told::order).collect(toSet()))
                .chain(found -> decideAll(session, told, found));
    }

    private Uni<List<Advance>> decideAll(Mutiny.Session session, List<Told> told, Map<OrderId, OrderRow> found) {
        var steps = new ArrayList<OrderStep>();
        var advances = new ArrayList<Advance>();
        for (var one : told) {
            var row = found.get(one.order());
            advances.add(row == null ? new Missing() : decide(row, one.signal(), steps));
        }
        return writes.write(session, steps).replaceWith(advances);
    }

    private Advance decide(OrderRow row, Signal signal, List<OrderStep> steps) {
        return switch (rows.toOrder(row).on(signal, row.readAt)) {
            case Change change -> {
                steps.add(writes.step(row, change));
                yield new Moved(row);
            }
            case Stay _ -> new Stayed(row);
            case Refuse(var because) -> new NotAllowed(row, because);
        };
    }
}
