package io.sluice.inventory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Everything an operator may turn about ordinary stock. Public, because its limits are validated from outside. */
@ConfigMapping(prefix = "inventory")
public interface InventoryConfig {

    /** How often the pools below their warning level are counted. */
    @WithDefault("15s")
    Duration measure();

    /**
     * How long a health check waits for Redis or Kafka before it calls them unreachable: less than the second that a
     * readiness probe waits, because neither may take the function out of service.
     */
    @WithDefault("300ms")
    Duration healthPatience();

    /**
     * Tokens that were verified and are not verified again for a minute: 10,000 of 600 characters are 24 MiB with their claims,
     * and each use spares some 0.14 ms of a core. With 0 each request's token is verified.
     */
    @WithDefault("10000")
    @Min(0)
    int verifiedTokens();

    /**
     * How long a batch is waited for. Its statements may take 5 s each, and are not all waited for: 10 s leave room for one that
     * runs into its limit. Its requests are told 503 then, and the next batch begins, so that a connection that died without a
     * word does not hold up all; the one that was given up ends by itself, and what it commits stands.
     */
    @WithDefault("10s")
    Duration patience();

    /** Holds of ordinary orders that come at the same time. */
    Batch holds();

    /** How many requests share a transaction. */
    interface Batch {

        /**
         * Requests in one. 128 of 50 lines lock at most 6,400 pools and send 1 MiB; most have a line or two. A script in Redis
         * takes 1,000.
         */
        @WithDefault("128")
        @Min(1)
        @Max(1_000)
        int size();

        /** Requests that may wait for the next. 4,096 are 32 batches of some 10 ms: whoever comes last waits a third of a second. */
        @WithDefault("4096")
        @Min(1)
        int waiting();
    }
}
