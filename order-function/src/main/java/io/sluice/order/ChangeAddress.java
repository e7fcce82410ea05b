package io.sluice.order;

import io.sluice.contracts.Address;
import io.sluice.contracts.OrderId;
import io.sluice.order.Advance.Moved;
import io.sluice.order.domain.Signal;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sends an order elsewhere, while it is still here. The event says that, not where: addresses stay in this function. */
@ApplicationScoped
class ChangeAddress {

    private static final String WRITE =
            "UPDATE orders SET address = CAST(CAST(?3 AS text) AS jsonb) WHERE bucket = ?1 AND id = ?2";

    private final AdvanceOrder orders;
    private final Outbox outbox;
    private final Json json;

    ChangeAddress(AdvanceOrder orders, Outbox outbox, Json json) {
        this.orders = orders;
        this.outbox = outbox;
        this.json = json;
    }

    Uni<Advance> change(OrderId id, Address address) {
        return outbox.inTransaction(session -> orders.advance(session, id, new Signal.AddressChanged())
                .chain(advance -> advance instanceof Moved(var order)
                        ? write(session, order, address).replaceWith(advance)
                        : Uni.createFrom().item(advance)));
    }

    private Uni<Integer> write(Mutiny.Session session, OrderRow order, Address address) {
        order.address = json.write(address);
        return session.createNativeQuery(WRITE)
                .setParameter(1, order.bucket)
                .setParameter(2, order.id)
                .setParameter(3, order.address)
                .executeUpdate();
    }
}
