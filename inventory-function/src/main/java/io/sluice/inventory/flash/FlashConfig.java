package io.sluice.inventory.flash;

import io.quarkus.runtime.configuration.MemorySize;
import io.sluice.inventory.InventoryConfig.Batch;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;

/** Everything an operator may turn about flash sales. Public, because its limits are validated from outside. */
@ConfigMapping(prefix = "inventory.flash")
public interface FlashConfig {

    /** Whose ticket a flash order's id is can be checked with it; the same on all instances, 32 characters or more, secret. */
    @Size(
            min = 32,
            message = "must have 32 characters or more: set sluice.flash.ticket-key, the same for all instances")
    String ticketKey();

    /** How long a request waits for its decision, from its admission; an older one ends as EXPIRED. */
    @WithDefault("30s")
    Duration patience();

    /** After how long an admission that nobody decided is looked after: longer than the patience, by what clocks may differ. */
    @WithDefault("45s")
    Duration sweepAfter();

    /** Orders of one sale that a user cancelled, or left unpaid, before the user is barred from it. */
    @WithDefault("3")
    @Min(1)
    int barAfter();

    /** How long before a sale begins its figures are loaded into Redis. */
    @WithDefault("5m")
    Duration preheat();

    /** How long after a sale's last decision Redis keeps its data. */
    @WithDefault("5m")
    Duration keep();

    /**
     * Requests that one instance admits to Redis in 10 ms; more are told 429. 200 are 20,000 a second, twice what Redis takes
     * from one instance on 2 cores. What eight windows admit, 1,600, may come at once: after a pause of 160 ms at 10,000 a second.
     */
    @WithDefault("200")
    @Min(1)
    int window();

    /** Clients poll within this time at most; the contract says 0 to 2 s. */
    @WithDefault("2s")
    Duration longestPoll();

    /**
     * Decisions per second that one instance is reckoned to make: a backlog's length tells by it when clients should poll, and
     * where more requests come, or more queue than are decided in 50 ms, decisions give way (Rush). To be measured where an
     * instance has more than 2 cores, or less to do: 2 cores that do everything made 1,600 beside admissions and 3,300 in full
     * batches after them.
     */
    @WithDefault("2500")
    @Min(1)
    int decisionsPerSecond();

    /** How often what is cached of sales is read anew, and sold-out flags are looked after: a release shows within a second. */
    @WithDefault("500ms")
    Duration refresh();

    /** Sales that are cached, the newest and all that are not over; at most some 20 items each: 20,000 items are 5 MiB. */
    @WithDefault("1000")
    @Min(1)
    @Max(10_000)
    int cached();

    /** Whether this instance decides requests and runs the loops; where it does not, another must: one for HTTP alone. */
    @WithDefault("true")
    boolean loops();

    /**
     * Requests for one pool that travel together, and those that wait for it: in one script call, where 500 of some 150 bytes are
     * 75 KiB and take 5 ms, and then to Kafka, where they are 350 KiB. No more than decisions share a transaction: where Kafka is
     * away, all of them do.
     */
    Batch requests();

    /** The producer of {@code flash-requests}. */
    Topic topic();

    /** How admitted requests go to Kafka. */
    interface Topic {

        /** How long a send waits for the broker's metadata, or for memory: with what follows, 2 s while it is away. */
        @WithDefault("500ms")
        @DurationMax(millis = 500)
        Duration block();

        /** How long the broker may take to answer. A request that is not stored after half as long again is decided directly. */
        @WithDefault("1s")
        Duration answer();

        /** How long nothing is sent after a batch of which nothing was stored: the next batch finds out again. */
        @WithDefault("2s")
        Duration pause();

        /** What waits to be sent: 500 requests of a pool, of 700 bytes each, are 350 KiB: those of 46 pools at a time. */
        @WithDefault("16M")
        MemorySize memory();

        /** What one partition's batch may be: 350 requests. */
        @WithDefault("256K")
        MemorySize batch();
    }

    /** Decisions that are made directly, because Kafka is away: as many share a transaction as a poll of the topic brings. */
    Batch decisions();

    /**
     * Polls of tickets that share a query, and a look at what waits; those past their patience that share a transaction; looks
     * for unknown sales.
     */
    Batch tickets();

    /** The loops. */
    Loops every();

    /**
     * How often each has a round, on one of all instances; all find for themselves what there is to do. The relay's and the
     * end's rounds must come more often than a lease ends, 5 s.
     */
    interface Loops {

        /** The relay from PostgreSQL's movements to Redis: how long what was decided may be unknown there. */
        @WithDefault("100ms")
        Duration relay();

        /** The sweep of admissions that nobody decided. */
        @WithDefault("5s")
        Duration sweep();

        /** The end of sales. */
        @WithDefault("1s")
        Duration end();

        /** The comparison of the figures of current sales: as much work as they have orders. */
        @WithDefault("1m")
        Duration reconcile();

        /** The comparison of all figures: it reads every hold there ever was, some seconds for ten million. */
        @WithDefault("24h")
        Duration audit();
    }
}
