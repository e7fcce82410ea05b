package io.sluice.order;

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
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells one order that something happened, and records what it decided. */
@ApplicationScoped
class AdvanceOrder {

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
        return orders.lock(id)
                .chain(found -> found.map(row -> decide(session, row, signal))
                        .orElseGet(() -> Uni.createFrom().item(new Missing())));
    }

    private Uni<Advance> decide(Mutiny.Session session, OrderRow row, Signal signal) {
        return switch (rows.toOrder(row).on(signal, row.readAt)) {
            case Change change -> writes.write(session, row, change).map(Moved::new);
            case Stay _ -> Uni.createFrom().item(new Stayed(row));
            case Refuse(var because) -> Uni.createFrom().item(new NotAllowed(row, because));
        };
    }
}
