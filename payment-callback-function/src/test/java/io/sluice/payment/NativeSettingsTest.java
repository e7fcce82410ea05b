package io.sluice.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What a native image of this function needs and no test on the JVM would miss. */
class NativeSettingsTest {

    @Test
    void anImageKnowsTheCharsetsOfAlipaysBills() throws IOException {
        var settings = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            settings.load(file);
        }

        assertThat(settings).containsEntry("quarkus.native.add-all-charsets", "true");
    }
}
