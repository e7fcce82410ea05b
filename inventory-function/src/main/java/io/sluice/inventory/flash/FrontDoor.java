package io.sluice.inventory.flash;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Where every flash request comes in: looked at in memory first, and counted. */
@ApplicationScoped
class FrontDoor {

    private final Doorkeeper doorkeeper;
    private final TakeRequest takeRequest;
    private final FlashMetrics metrics;

    FrontDoor(Doorkeeper doorkeeper, TakeRequest takeRequest, FlashMetrics metrics) {
        this.doorkeeper = doorkeeper;
        this.takeRequest = takeRequest;
        this.metrics = metrics;
    }

    Uni<Reception> receive(Wish wish) {
        return doorkeeper
                .turnAway(wish)
                .map(reception -> Uni.createFrom().item(reception))
                .orElseGet(() -> takeRequest.take(wish))
                .invoke(metrics::count);
    }
}
