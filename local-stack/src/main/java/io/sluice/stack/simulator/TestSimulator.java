package io.sluice.stack.simulator;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;

/**
 * A simulator for the tests of a function: on a free port, with secrets and a book of its own. Its address is the property
 * {@code sluice.stripe.url}; its webhooks go to the application under test, whose port is therefore chosen here.
 */
public final class TestSimulator implements QuarkusTestResourceLifecycleManager {

    private Simulator simulator;

    /** After {@link io.sluice.stack.TestStack}, so that these secrets and this port are the ones that count. */
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
            var applicationPort = freePort();
            var application = URI.create("http://127.0.0.1:" + applicationPort);
            simulator = Simulator.start(new SimulatorConfig(0, key, secret, application, book));
            return Map.of(
                    "quarkus.http.test-port",
                    String.valueOf(applicationPort),
                    "sluice.stripe.url",
                    simulator.url().toString(),
                    "sluice.stripe.secret-key",
                    key,
                    "sluice.stripe.webhook-secrets",
                    secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
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
