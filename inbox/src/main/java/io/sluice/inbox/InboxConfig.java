package io.sluice.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Everything an operator may turn in the inbox. */
@ConfigMapping(prefix = "inbox")
interface InboxConfig {

    /** The first pause after trouble; each next one is twice as long, with full jitter. */
    @WithDefault("100ms")
    Duration firstPause();

    /** The longest pause: after trouble ends, a partition goes on within this time. */
    @WithDefault("5s")
    Duration longestPause();

    /**
     * How long an attempt may take before the next one begins beside it: twice what a poll takes that waits for a partner (60 s,
     * 20 calls of 3 s), less than half of max.poll.interval.ms (5 min). Without it a connection that died without a word would
     * hold up its partitions for ever.
     */
    @WithDefault("2m")
    Duration patience();
}
