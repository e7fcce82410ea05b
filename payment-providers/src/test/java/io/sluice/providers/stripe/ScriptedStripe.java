package io.sluice.providers.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Says over HTTP, one after the other, what Stripe would not say on demand, and remembers what it was asked. */
final class ScriptedStripe implements AutoCloseable {

    /** What was asked; the form and the query are decoded. */
    record Asked(String method, String path, Map<String, String> query, String key, Map<String, String> form) {}

    private record Said(int status, Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final Queue<Said> script = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    ScriptedStripe() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    ScriptedStripe says(int status, String body, String... headers) {
        var fields = new HashMap<String, String>();
        for (var name = 0; name < headers.length; name += 2) {
            fields.put(headers[name], headers[name + 1]);
        }
        script.add(new Said(status, fields, body));
        return this;
    }

    List<Asked> asked() {
        return asked;
    }

    StripeConfig config(Map<String, String> more) {
        var values = new HashMap<>(Map.of(
                "url", "http://127.0.0.1:" + server.getAddress().getPort(),
                "secret-key", "sk_test_scripted",
                "retries", "0"));
        values.putAll(more);
        return StripeFixtures.config(values);
    }

    StripeCalls calls(StripeConfig config) {
        return new StripeCalls(config, new StripeSecrets(config), new ObjectMapper());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    fields(exchange.getRequestURI().getRawQuery()),
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                    fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))));
            var next = script.isEmpty() ? new Said(500, Map.of(), "the script is over") : script.remove();
            next.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            var bytes = next.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(next.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> fields(String encoded) {
        var fields = new HashMap<String, String>();
        for (var field : encoded == null || encoded.isEmpty() ? new String[0] : encoded.split("&")) {
            var pair = field.split("=", 2);
            fields.put(decoded(pair[0]), decoded(pair[1]));
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
