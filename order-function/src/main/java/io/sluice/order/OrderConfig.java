package io.sluice.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Everything an operator may turn in order-function. Public, because its limits are validated from outside. */
@ConfigMapping(prefix = "order")
public interface OrderConfig {

    /** How long an ordinary order waits for its payment; a flash sale says it of its own. */
    @WithDefault("PT30M")
    Duration paymentWindow();

    /** How long the prices of a checkout stand. */
    @WithDefault("PT15M")
    Duration checkoutLifetime();

    /** Shipping fee of an order, in minor units of its currency. */
    @WithDefault("0")
    @Min(0)
    @Max(1_000_000_000)
    long shippingFeeMinor();

    /** Discount on the items of every ordinary order, in percent, 0 to 99; rounded down. */
    @WithDefault("0")
    @Min(0)
    @Max(99)
    int discountPercent();

    /** How concurrent requests share transactions. */
    Gathering gather();

    /** The loop that finishes orders whose placement was cut off. */
    Sweep sweep();

    /** What is thrown away when it is old. */
    Purge purge();

    /** The gathering, for each step of a placement: the intent, and the answer. */
    interface Gathering {

        /**
         * Requests per transaction. 128 intents are 128 KiB of JSON as a rule and 1.2 MiB at most (50 lines, an address and a
         * remark are 9 KiB); at 5 ms a transaction they are 25,000 a second, more than an instance can take in.
         */
        @WithDefault("128")
        @Min(1)
        @Max(1_000)
        int batch();

        /**
         * Requests that may wait; one more is answered 503. They are 32 batches of 5 ms: the last waits 160 ms, or 3.2 s
         * when the disk is twenty times slower. Connections of HTTP/1.1, 2,000 at most, cannot fill it; those of HTTP/2 can.
         */
        @WithDefault("4096")
        @Min(1)
        @Max(100_000)
        int waiting();

        /**
         * How long a transaction is waited for. The answer's five statements may take 5 s each, and are not all waited for:
         * 10 s leave room for one that runs into its limit, with the others at their usual pace. The requests are told 503
         * then, and the next transaction begins, so that a connection that died without a word does not hold up all; the one
         * that was given up ends by itself, and what it commits stands.
         */
        @WithDefault("10s")
        Duration patience();
    }

    /** The sweeper. */
    interface Sweep {

        /** How often it looks; the scheduler knows no shorter period than a second. */
        @WithDefault("1s")
        Duration every();

        /**
         * How old an order in {@code PLACING} must be: so old that its request is over as a rule. When the disk is twenty
         * times slower, that takes 0.1 s for the intent, 2.3 s for the longest call to inventory-function, 3.2 s behind the
         * answers of others and 0.1 s for its own: 5.7 s. When it is slower still, the sweeper and the request may both
         * finish an order, and the first answer stands.
         */
        @WithDefault("6s")
        Duration after();

        /** How long it keeps asking for the hold before it rejects the order. */
        @WithDefault("60s")
        Duration patience();

        /** Orders per look, finished side by side while they are ours, for {@link #after}; a full look is followed by the next. */
        @WithDefault("16")
        int batch();
    }

    /** The purge. */
    interface Purge {

        /** How often it runs. */
        @WithDefault("10m")
        Duration every();

        /** How long an Idempotency-Key is kept; the contract says at least 7 days. */
        @WithDefault("P8D")
        Duration keysAfter();

        /** Rows per statement, so that no purge holds many locks for long. */
        @WithDefault("5000")
        int batch();
    }
}
