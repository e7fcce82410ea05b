package io.sluice.inventory.flash;

import io.sluice.inventory.domain.FlashRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The way of admitted requests to who decides. */
interface RequestTopic {

    /**
     * Hands requests over, until the broker's replicas have stored them.
     *
     * @return those that may not be stored: perhaps they are, perhaps not
     */
    Uni<List<FlashRequest>> send(List<FlashRequest> requests);
}
