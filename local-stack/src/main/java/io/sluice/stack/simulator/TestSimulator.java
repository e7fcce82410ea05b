package io.sluice.stack.simulator;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

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
            var data = Files.createTempDirectory("sluice-simulator-");
            data.toFile().deleteOnExit();
            var accounts = new MerchantAccounts(data.resolve("keys"));
            var applicationPort = freePort();
            var application = URI.create("http://127.0.0.1:" + applicationPort);
            simulator = Simulator.start(new SimulatorConfig(0, accounts, application, data, Pace.BRISK));
            var settings = new HashMap<>(accounts.settings(simulator.url().toString(), application.toString()));
            settings.put("quarkus.http.test-port", String.valueOf(applicationPort));
            return settings;
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
