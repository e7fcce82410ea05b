package io.sluice.order;

import io.sluice.cases.Audit;
import io.sluice.contracts.OrderId;
import io.sluice.order.Advance.Moved;
import io.sluice.order.domain.Signal;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells an order what an operator does to it; what moves it is written down with it, both or neither. */
@ApplicationScoped
class ActOnOrder {

    /** Whose act, which, and why, in words for those who look later. */
    record Act(String who, String what, String reason) {}

    private final AdvanceOrder orders;
    private final Outbox outbox;
    private final Audit audit;

    ActOnOrder(AdvanceOrder orders, Outbox outbox, Audit audit) {
        this.orders = orders;
        this.outbox = outbox;
        this.audit = audit;
    }

    Uni<Advance> act(OrderId id, Signal signal, Act act) {
        return outbox.inTransaction(session -> orders.advance(session, id, signal)
                .call(advance -> advance instanceof Moved
                        ? audit.record(session, act.who(), act.what(), id, act.reason())
                        : Uni.createFrom().voidItem()));
    }
}
