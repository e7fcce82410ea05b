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
}
