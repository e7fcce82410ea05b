package io.sluice.inventory.flash;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Where every flash request comes in: looked at in memory first, and counted. */
@ApplicationScoped
class FrontDoor {

    private final Doorkeeper doorkeeper;
    private final TakeRequest takeRequest;
    private final RecentTickets tickets;
    private final FlashMetrics metrics;
    private final Rush rush;

    FrontDoor(Doorkeeper doorkeeper, TakeRequest takeRequest, RecentTickets tickets, FlashMetrics metrics, Rush rush) {
        this.doorkeeper = doorkeeper;
        this.takeRequest = takeRequest;
        this.tickets = tickets;
        this.metrics = metrics;
        this.rush = rush;
    }

    Uni<Reception> receive(Wish wish) {
        return doorkeeper
                .turnAway(wish)
                .map(reception -> Uni.createFrom().item(reception))
                .orElseGet(() -> take(wish))
                .invoke(reception -> note(wish, reception));
    }

    /** Repeats are no rush: they bring nothing to decide, and whoever repeats must not keep others from their decision. */
    private Uni<Reception> take(Wish wish) {
        if (tickets.fingerprint(wish.order()).isPresent()) {
            return takeRequest.take(wish);
        }
        rush.came(System.nanoTime());
        return takeRequest.take(wish).onTermination().invoke(rush::left);
    }

    private void note(Wish wish, Reception reception) {
        metrics.count(reception);
        tickets.note(wish, reception);
    }
}
