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
        answer(server, "/given", System.getenv("SLUICE_KAFKA") + " " + System.getProperty("agent"));
        answer(server, "/pid", String.valueOf(ProcessHandle.current().pid()));
        server.start();
    }

    private static void answer(HttpServer server, String path, String text) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, text.length());
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
    }
}
