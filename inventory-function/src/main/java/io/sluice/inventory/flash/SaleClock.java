package io.sluice.inventory.flash;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * The one clock that says whether a sale is open: that of Redis. It is kept as a distance from a monotonic one, so that
 * looking at it costs no call and this machine's clock may step.
 */
@ApplicationScoped
class SaleClock {

    /** Until Redis was heard, this machine's own. */
    private volatile long distanceMillis = System.currentTimeMillis() - millis();

    Instant now() {
        return Instant.ofEpochMilli(millis() + distanceMillis);
    }

    /** Redis said that it is {@code now}; the answer was under way for a while, so it is that or a little later. */
    void set(Instant now) {
        distanceMillis = now.toEpochMilli() - millis();
    }

    private static long millis() {
        return System.nanoTime() / 1_000_000;
    }
}
