package io.sluice.inventory.flash;

import io.sluice.inventory.domain.FlashRequest;
import io.smallrye.mutiny.Uni;

/** The way of an admitted request to who decides. */
interface RequestTopic {

    /**
     * Hands the request over.
     *
     * @return true when it is stored by the broker's replicas; false if it may not be: perhaps it is, perhaps not
     */
    Uni<Boolean> send(FlashRequest request);
}
