package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Where WeChat Pay's webhooks arrive; it refuses what is not genuine. */
final class WechatHooks implements AutoCloseable {

    /** A webhook, and the id of the key it is genuine under; null if it is a forgery. */
    record Received(String signature, String signedBy, JsonNode event, JsonNode news) {

        String type() {
            return event.get("event_type").asText();
        }

        String text(String pointer) {
            return news.at(pointer).asText();
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final WechatMerchant merchant;
    private final HttpServer server;
    private volatile int acknowledgement = 204;

    WechatHooks(WechatMerchant merchant) throws IOException {
        this.merchant = merchant;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/hooks", this::receive);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks");
    }

    void refuseNext(int count, int status) {
        acknowledgement = status;
        refusals.set(count);
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    List<Received> genuine() {
        return received.stream().filter(webhook -> webhook.signedBy() != null).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            var event = WechatMerchant.json(body);
            var news = WechatMerchant.json(merchant.decrypt(event.get("resource")));
            var signedBy = merchant.signer(headers::getFirst, body);
            received.add(new Received(headers.getFirst("Wechatpay-Signature"), signedBy, event, news));
            var isRefused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            exchange.sendResponseHeaders(signedBy == null ? 401 : isRefused ? acknowledgement : 204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
