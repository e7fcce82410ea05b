package io.sluice.problems;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sluice.stack.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A key pair for the tests' tokens; no server is needed here. */
public final class TestKeys implements QuarkusTestResourceLifecycleManager {

    private Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("sluice-keys-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var keys = Keys.in(folder);
        return Map.of(
                "sluice.jwt.public-key", keys.publicKey().toString(),
                "sluice.jwt.private-key", keys.privateKey().toString(),
                "quarkus.http.test-port", "0");
    }

    @Override
    public void stop() {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
