package io.sluice.payment;

import io.sluice.contracts.OrderId;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/**
 * What it means for payments that an order is paid or ended: none is opened any more, and what is still open is to be closed.
 * The ladder does that, so that a provider that is away holds up no order.
 */
@ApplicationScoped
class EndOrder {

    private final Outbox outbox;
    private final OrderStore orders;
    private final LadderStore ladder;

    EndOrder(Outbox outbox, OrderStore orders, LadderStore ladder) {
        this.outbox = outbox;
        this.orders = orders;
        this.ladder = ladder;
    }

    /** One transaction for all of them. */
    Uni<Void> end(Collection<OrderId> ended) {
        return outbox.inTransaction(session -> orders.end(session, ended).chain(() -> ladder.callUp(session, ended)));
    }
}
