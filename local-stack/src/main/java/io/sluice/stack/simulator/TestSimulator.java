package io.sluice.stack.simulator;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;

/**
 * A simulator for the tests of a function: on a free port, with secrets and a book of its own. Its address is the property
 * {@code sluice.stripe.url}; its webhooks go to the application under test.
 */
public final class TestSimulator implements QuarkusTestResourceLifecycleManager {

    private Simulator simulator;

    /** After other resources, so that its secrets are the ones that count. */
    @Override
    public int order() {
        return 10;
    }

    @Override
    public Map<String, String> start() {
        try {
            var key = "sk_test_" + UUID.randomUUID();
            var secret = "whsec_" + UUID.randomUUID();
            var book = Files.createTempDirectory("sluice-book-");
            book.toFile().deleteOnExit();
            simulator = Simulator.start(new SimulatorConfig(0, key, secret, TestSimulator::applicationUrl, book));
            return Map.of(
                    "sluice.stripe.url", simulator.url().toString(),
                    "sluice.stripe.secret-key", key,
                    "sluice.stripe.webhook-secrets", secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Quarkus says where the application listens once it does. */
    private static URI applicationUrl() {
        return URI.create("http://127.0.0.1:" + System.getProperty("quarkus.http.test-port"));
    }

    @Override
    public void stop() {
        try {
            if (simulator != null) {
                simulator.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
