package io.sluice.inventory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Everything an operator may turn in inventory-function. */
@ConfigMapping(prefix = "inventory")
interface InventoryConfig {

    /** How often the pools below their warning level are counted. */
    @WithDefault("15s")
    Duration measure();

    /**
     * How long a health check waits for Redis or Kafka before it calls them unreachable: less than the second that a
     * readiness probe waits, because neither may take the function out of service.
     */
    @WithDefault("300ms")
    Duration healthPatience();
}
