package io.sluice.cases;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Everything an operator may turn in the library of cases. */
@ConfigMapping(prefix = "cases")
interface CasesConfig {

    /** How often the open cases are counted: an index of a few entries, as often as metrics are usually read. */
    @WithDefault("15s")
    Duration measure();
}
