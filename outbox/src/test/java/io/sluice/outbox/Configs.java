package io.sluice.outbox;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The configuration without an application: defaults, and what a test says. */
final class Configs {

    private Configs() {}

    static OutboxConfig of(String... propertiesAndValues) {
        var builder = new SmallRyeConfigBuilder()
                .withMapping(OutboxConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter());
        for (var i = 0; i < propertiesAndValues.length; i += 2) {
            builder.withDefaultValue(propertiesAndValues[i], propertiesAndValues[i + 1]);
        }
        return builder.build().getConfigMapping(OutboxConfig.class);
    }
}
