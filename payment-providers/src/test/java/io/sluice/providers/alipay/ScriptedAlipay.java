package io.sluice.providers.alipay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A gateway that answers, over HTTP, what a test wrote down, one after the other; and remembers what it was asked. */
final class ScriptedAlipay implements AutoCloseable {

    /** One answer. */
    record Line(int status, Map<String, String> headers, byte[] body) {}

    private final HttpServer server;
    private final Queue<Line> lines = new ArrayDeque<>();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final List<URI> addresses = new CopyOnWriteArrayList<>();

    ScriptedAlipay() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Signed by Alipay's key. */
    ScriptedAlipay says(AlipayMethod method, String content) {
        return says(
                200, AlipayFixtures.answer(method, content.replace('\'', '"')).getBytes(StandardCharsets.UTF_8));
    }

    ScriptedAlipay says(int status, byte[] body) {
        return says(new Line(status, Map.of(), body));
    }

    synchronized ScriptedAlipay says(Line line) {
        lines.add(line);
        return this;
    }

    /** The forms that came to the gateway, decoded. */
    List<Map<String, String>> requests() {
        return requests;
    }

    List<String> methods() {
        return requests.stream().map(request -> request.get("method")).toList();
    }

    List<URI> addresses() {
        return addresses;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            addresses.add(exchange.getRequestURI());
            if (exchange.getRequestMethod().equals("POST")) {
                requests.add(form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII)));
            }
            var line = lines.remove();
            line.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(line.status(), line.body().length);
            exchange.getResponseBody().write(line.body());
        }
    }

    private static Map<String, String> form(String body) {
        return Stream.of(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (_, _) -> "twice",
                        TreeMap::new));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
