package io.sluice.inventory.flash;

import java.time.Duration;
import java.time.Instant;

/** The clock of sales on the schedule's time. */
final class SimSaleClock extends SaleClock {

    private final SimClock clock;
    private Duration distance = Duration.ZERO;

    SimSaleClock(SimClock clock) {
        this.clock = clock;
    }

    @Override
    Instant now() {
        return clock.now().plus(distance);
    }

    @Override
    void set(Instant now) {
        distance = Duration.between(clock.now(), now);
    }
}
