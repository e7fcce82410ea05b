package io.sluice.inventory.flash;

import io.sluice.inventory.domain.FlashRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Who gives units of flash sales away. */
interface Decider {

    /**
     * Decides about requests together, all or none, in one transaction. Where something was decided before, nothing
     * changes.
     */
    Uni<Void> decide(List<FlashRequest> requests);
}
