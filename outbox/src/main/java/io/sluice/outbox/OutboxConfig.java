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
     * How long a silent holder keeps a shard: longer than a send may take (delivery.timeout.ms, 8 s). Renewed after a
     * third of it; the next holder waits this long after a kill.
     */
    @WithDefault("10s")
    Duration lease();

    /**
     * How long a topic is left alone that took no message while others did: it may be missing or forbidden, and each try
     * holds up a round for up to 8 s.
     */
    @WithDefault("60s")
    Duration holdBack();

    /** How often the lag is measured. */
    @WithDefault("5s")
    Duration measure();

    /** What Kafka's producer is told beside {@code kafka.*}; the defaults are in microprofile-config.properties. */
    Map<String, String> kafka();
}
