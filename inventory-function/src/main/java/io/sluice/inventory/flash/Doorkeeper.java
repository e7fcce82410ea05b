package io.sluice.inventory.flash;

import io.sluice.inventory.flash.Reception.Turned;
import io.sluice.inventory.flash.Reception.Why;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Turns away in memory what cannot succeed, before it costs anybody anything: most of a flash sale's requests. What passes is
 * never more than Redis was made for.
 */
@ApplicationScoped
class Doorkeeper {

    private final SaleClock clock;
    private final SoldOut soldOut;
    private final AdmissionWindow window;

    Doorkeeper(SaleClock clock, SoldOut soldOut, FlashConfig config) {
        this.clock = clock;
        this.soldOut = soldOut;
        this.window = new AdmissionWindow(config.window());
    }

    /** Empty if the request may go on. */
    Optional<Reception> turnAway(Wish wish) {
        var now = clock.now();
        if (now.isBefore(wish.sale().startsAt())) {
            return Optional.of(new Turned(Why.NOT_STARTED));
        }
        if (!now.isBefore(wish.sale().closesAt())) {
            return Optional.of(new Turned(Why.ENDED));
        }
        if (wish.quantity() > wish.item().perUserLimit()) {
            return Optional.of(new Turned(Why.LIMIT_REACHED));
        }
        if (soldOut.is(wish.item().poolId())) {
            return Optional.of(new Turned(Why.SOLD_OUT));
        }
        return window.pass(System.nanoTime()) ? Optional.empty() : Optional.of(new Reception.TooMany());
    }
}
