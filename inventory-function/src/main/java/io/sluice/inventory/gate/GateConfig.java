package io.sluice.inventory.gate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Everything an operator may turn about the gate in Redis. */
@ConfigMapping(prefix = "inventory.gate")
interface GateConfig {

    /**
     * How long one answer of Redis is waited for; afterwards it is unknown whether the step happened, and flash requests
     * get 503. A script of 1,000 requests takes some 10 ms.
     */
    @WithDefault("1s")
    Duration patience();

    /** How long it is remembered when a ticket of which nothing is known was first asked for: well beyond its patience. */
    @WithDefault("10m")
    Duration ticketNote();

    /**
     * Tickets of which nothing is known that are noted for one user in one sale; each may leave a row in PostgreSQL. Who
     * asks honestly has one for each Idempotency-Key that was refused.
     */
    @WithDefault("100")
    int ticketNotes();
}
