package io.sluice.inventory.flash;

import java.time.Duration;
import java.time.Instant;

/** The time of a schedule, which passes only when it is told to. It is PostgreSQL's; Redis has a distance to it. */
final class SimClock {

    private static final Instant BEGIN = Instant.parse("2026-11-11T00:00:00Z");

    private Instant now = BEGIN;

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Since the schedule began. */
    long millis() {
        return Duration.between(BEGIN, now).toMillis();
    }
}
