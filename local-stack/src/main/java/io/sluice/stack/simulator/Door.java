package io.sluice.stack.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** HTTP in: takes each request to its provider, through the faults, or to the desk, which has none. */
final class Door implements HttpHandler {

    private static final int LARGEST_BODY = 1 << 20;

    private final List<Protocol> protocols;
    private final Desk desk;
    private final AtomicReference<Faults> faults;

    Door(List<Protocol> protocols, Desk desk, AtomicReference<Faults> faults) {
        this.protocols = protocols;
        this.desk = desk;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            write(exchange, answer(read(exchange)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(Request request) throws InterruptedException {
        if (request.body().length > LARGEST_BODY) {
            return Answer.refusal(413, "the body is larger than a mebibyte");
        }
        for (var protocol : protocols) {
            if (protocol.speaks(request)) {
                return throughFaults(protocol, request);
            }
        }
        return desk.answer(request);
    }

    private Answer throughFaults(Protocol protocol, Request request) throws InterruptedException {
        var now = faults.get();
        new CountDownLatch(1).await(now.latencyMillis(), TimeUnit.MILLISECONDS);
        return ThreadLocalRandom.current().nextDouble() < now.errorRate()
                ? protocol.trouble(request)
                : protocol.answer(request);
    }

    private static Request read(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        return new Request(
                exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders()::getFirst, body);
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.lost()) {
            return; // Who closes an exchange without an answer closes the connection.
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (answer.body().length == 0) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }
}
