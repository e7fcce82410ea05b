package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Receives webhooks as a merchant would, and refuses as many as a test wants. */
final class Merchant implements AutoCloseable {

    /** A webhook, and whether its signature was genuine. */
    record Received(JsonNode event, boolean genuine) {

        String type() {
            return event.get("type").asText();
        }

        /** Whether it says more than that a payment was created. */
        boolean isOfAnEnd() {
            return !type().equals("payment_intent.created");
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpServer server;
    private final String secret;

    Merchant(String secret) throws IOException {
        this.secret = secret;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/webhooks/stripe", this::receive);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void refuseNext(int count) {
        refusals.set(count);
    }

    /** Everything but the news that a payment was created. */
    List<Received> received() {
        return received.stream().filter(Received::isOfAnEnd).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
            var webhook = new Received(new ObjectMapper().readTree(body), isGenuine(signature, body));
            received.add(webhook);
            var refused = !webhook.genuine()
                    || webhook.isOfAnEnd() && refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            exchange.sendResponseHeaders(refused ? 400 : 200, -1);
        }
    }

    private boolean isGenuine(String signature, byte[] body) {
        try {
            var time = signature.substring(2, signature.indexOf(','));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return signature.equals("t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
