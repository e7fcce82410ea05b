package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Ticket;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What PostgreSQL says about tickets. */
interface Tickets {

    /** Empty if nothing is decided. */
    Uni<Optional<Ticket>> of(OrderId order);
}
