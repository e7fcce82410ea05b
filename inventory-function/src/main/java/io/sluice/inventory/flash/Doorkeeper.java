package io.sluice.inventory.flash;

import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.flash.Reception.Turned;
import io.sluice.inventory.flash.Reception.Why;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Turns away in memory what cannot succeed, before it costs anybody anything: most of a flash sale's requests. What passes is
 * never more than Redis was made for.
 */
@ApplicationScoped
class Doorkeeper {

    /**
     * Of the pace of decisions that one reckons with: beside admissions they are slower, and whoever is admitted last must be
     * decided in time all the same.
     */
    private static final double SLOWER = 0.6;

    private final SaleClock clock;
    private final KnownPools pools;
    private final RecentTickets tickets;
    private final AdmissionWindow window;
    private final Duration remembered;

    /** Requests that may wait: as many as are decided while one has patience. */
    private final long mostWaiting;

    Doorkeeper(SaleClock clock, KnownPools pools, RecentTickets tickets, FlashConfig config) {
        this.clock = clock;
        this.pools = pools;
        this.tickets = tickets;
        this.window = new AdmissionWindow(config.window());
        this.remembered = config.patience().plus(config.keep());
        this.mostWaiting = Math.round(
                SLOWER * config.decisionsPerSecond() * config.patience().toSeconds());
    }

    /** Empty if the request may go on. */
    Optional<Reception> turnAway(Wish wish) {
        var ticket = tickets.fingerprint(wish.order());
        if (ticket.isPresent() && !ticket.get().equals(wish.fingerprint())) {
            return Optional.of(new Reception.Reused());
        }
        var isRepeat = ticket.isPresent() && isRemembered(wish.sale());
        return (isRepeat ? Optional.<Reception>empty() : turnAwayNew(wish))
                .or(() -> window.pass(System.nanoTime()) ? Optional.empty() : Optional.of(new Reception.TooMany()));
    }

    /** Whoever would be admitted behind too many others would hear of no decision in time. */
    private Optional<Reception> turnAwayNew(Wish wish) {
        return why(wish)
                .<Reception>map(Turned::new)
                .or(() -> pools.waiting() < mostWaiting ? Optional.empty() : Optional.of(new Reception.TooMany()));
    }

    /** Whether the gate can tell what a repeat is; later nobody asks it, and the ticket alone knows. */
    private boolean isRemembered(Sale sale) {
        return clock.now().isBefore(sale.closesAt().plus(remembered));
    }

    private Optional<Why> why(Wish wish) {
        var now = clock.now();
        if (!now.isBefore(wish.sale().closesAt())) { // First: a sale that was cancelled before it opened never will.
            return Optional.of(Why.ENDED);
        }
        if (now.isBefore(wish.sale().startsAt())) {
            return Optional.of(Why.NOT_STARTED);
        }
        if (wish.quantity() > wish.item().perUserLimit()) {
            return Optional.of(Why.LIMIT_REACHED);
        }
        return pools.isSoldOut(wish.item().poolId()) ? Optional.of(Why.SOLD_OUT) : Optional.empty();
    }
}
