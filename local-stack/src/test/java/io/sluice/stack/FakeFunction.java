package io.sluice.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A stand-in for a function: answers its readiness probe, and tells what it was given. */
final class FakeFunction {

    private FakeFunction() {}

    public static void main(String[] arguments) throws IOException {
        if ("true".equals(System.getenv("FAKE_DIES"))) {
            System.out.println("the schema is not ours");
            System.exit(1);
        }
        var address = new InetSocketAddress(
                System.getenv("QUARKUS_HTTP_HOST"), Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT")));
        var server = HttpServer.create(address, 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/given", exchange -> {
            var given = System.getenv("SLUICE_KAFKA") + " " + System.getProperty("agent");
            exchange.sendResponseHeaders(200, given.length());
            exchange.getResponseBody().write(given.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
    }
}
