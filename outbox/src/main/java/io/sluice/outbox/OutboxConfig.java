package io.sluice.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Everything an operator may turn in the outbox. */
@ConfigMapping(prefix = "outbox")
interface OutboxConfig {

    /** Whether this instance relays; where it does not, another must. */
    @WithDefault("true")
    boolean relay();

    /** How often an idle relay looks for messages that no commit in this process announced. */
    @WithDefault("500ms")
    Duration poll();

    /** Rows per round. 500 rows of about 1 KiB are half a MiB in memory; larger rounds gain little. */
    @WithDefault("500")
    int batch();

    /**
     * Rounds begin so far apart while messages come and a round is not full; the first after a rest begins at once. A round
     * costs the same for one message as for many: at 1,000 messages a second, 50 of them share one instead of 10. A full one
     * is followed at once, so that a backlog goes as fast as it can.
     */
    @WithDefault("50ms")
    Duration pace();

    /**
     * How long a silent holder keeps a shard; the next one waits this long after a kill. Renewed after a third of it, by the
     * timer, because a round may take longer, and only while the relay gets on. One that does not gives it up and leaves it to
     * others for this long.
     */
    @WithDefault("10s")
    Duration lease();

    /**
     * How long an answer of PostgreSQL is waited for: a statement ends by itself after 5 s (the functions' statement_timeout),
     * and a second is for the way. A connection that died without a word would hold up the relay for ever.
     */
    @WithDefault("6s")
    Duration patience();

    /**
     * How long a round may take before its relay no longer gets on, and how long one that lost its lease so tries again:
     * 4 s for a topic that is not known (max.block.ms), 8 s for those on their way (delivery.timeout.ms), and twice 6 s
     * for PostgreSQL (outbox.patience), which gives the rows and deletes them.
     */
    @WithDefault("24s")
    Duration round();

    /**
     * How long, at most, a topic, a partition or a key is left alone that took no message while others did: each try holds up
     * a round, for 4 s where the topic is missing, for 8 s where a partition has no leader.
     */
    @WithDefault("60s")
    Duration holdBack();

    /** How often the lag is measured. */
    @WithDefault("5s")
    Duration measure();

    /** What Kafka's producer is told beside {@code kafka.*}; the defaults are in microprofile-config.properties. */
    Map<String, String> kafka();
}
