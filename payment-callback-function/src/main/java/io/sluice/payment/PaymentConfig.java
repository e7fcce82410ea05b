package io.sluice.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Everything an operator may turn in payment-callback-function. Public, because its limits are validated from outside. */
@ConfigMapping(prefix = "payment")
public interface PaymentConfig {

    /** How often the payments and webhooks that wait are counted. */
    @WithDefault("15s")
    Duration measure();

    /** How concurrent webhooks share transactions. */
    Gathering gather();

    /** The loop that asks providers about open payments, and closes those of ended orders. */
    Ladder ladder();

    /** The loop that tries news about unknown payments again. */
    Parked parked();

    /** The gathering. */
    interface Gathering {

        /**
         * Webhooks per transaction. 128 of them are some 64 KiB of JSON, and 2 MiB at most (64 KiB of body may hold long
         * names, but a name beyond 2,700 bytes fits no index); at 10 ms a transaction they are 12,800 a second, eight times
         * what is promised.
         */
        @WithDefault("128")
        @Min(1)
        @Max(1_000)
        int batch();

        /**
         * Webhooks that may wait; one more is answered as failed, and comes again. They are 16 batches of 10 ms: the last
         * waits 160 ms, or 3.2 s when the disk is twenty times slower, which is below the 5 s that WeChat Pay waits.
         */
        @WithDefault("2048")
        @Min(1)
        @Max(100_000)
        int waiting();

        /**
         * How long a transaction is waited for, less than the 5 s that WeChat Pay waits. The webhooks are answered as failed
         * then, and the next transaction begins, so that a connection that died without a word does not hold up all; what
         * the one that was given up still commits stands, and a repeat finds it.
         */
        @WithDefault("4s")
        Duration patience();
    }

    /** The ladder. */
    interface Ladder {

        /** How often it looks for what is due; the scheduler knows no shorter period than a second. */
        @WithDefault("1s")
        Duration every();

        /**
         * When a new payment is looked at first: longer than its opening may last, 3 s x 2 + 0.2 s = 6.2 s, and before a
         * quick buyer whose webhook was lost gives up.
         */
        @WithDefault("10s")
        Duration first();

        /**
         * How long a payment is left to whoever looks at it: longer than a close and a query after it, each repeated once,
         * 2 x 6.2 s.
         */
        @WithDefault("15s")
        Duration lease();

        /**
         * How long one look is waited for, PostgreSQL's part included: 12.4 s and two transactions of 5 s at most. A
         * connection that died without a word holds nobody up for longer.
         */
        @WithDefault("25s")
        Duration patience();

        /**
         * What a pause is made of: the lease, and at random up to this much, doubled with every look. So the looks come at
         * about 10, 30, 55, 90, 145, 240, 415 s: a lost webhook costs about as long again as the buyer took.
         */
        @WithDefault("10s")
        Duration step();

        /** No pause is longer: 1,000 payments that nobody pays are 7 calls a second at that pace. */
        @WithDefault("5m")
        Duration longestPause();

        /** One look comes so long before the order's time is over: 1 s until it is found due, 6.2 s for the answer. */
        @WithDefault("10s")
        Duration lastCall();

        /**
         * How long after a payment's time a person is told that it is open after one more look: some 280 looks have not brought
         * it to rest by then, and no provider's trouble of one night becomes a case.
         */
        @WithDefault("1d")
        Duration overdue();

        /**
         * Payments of one provider per look, asked about side by side: half of the 50 calls that it gets at one time, so that
         * buyers have the other half. At 0.3 s a call they are 80 a second, and a full look is followed by the next.
         */
        @WithDefault("25")
        @Min(1)
        @Max(50)
        int batch();
    }

    /** News about payments that we do not know. */
    interface Parked {

        /** How often it looks for what is due. */
        @WithDefault("5s")
        Duration every();

        /** How long one transaction is waited for: its statements end after 5 s each. */
        @WithDefault("10s")
        Duration answer();

        /** The pause between two tries of one piece of news. */
        @WithDefault("30s")
        Duration pause();

        /** How long it is tried, 20 times, before a person must look: no opening and no restart lasts as long. */
        @WithDefault("10m")
        Duration patience();

        /** Pieces of news per transaction, some 10 ms long; a full look is followed by the next. */
        @WithDefault("128")
        @Min(1)
        @Max(1_000)
        int batch();
    }
}
