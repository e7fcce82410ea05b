package io.sluice.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the demo would not let pass. */
class ShopperTest {

    private static final String TAKEN = """
            202 {"orderId": "1", "statusUrl": "/ticket", "pollAfterMillis": 1}""";
    private static final String SOLD_OUT = """
            409 {"orderId": "1", "type": "/problems/sold-out"}""";
    private static final String PLACED = """
            200 {"status": "PLACED"}""";

    /** Each a status and a body, in the order in which they are given. */
    private final Deque<String> answers = new ArrayDeque<>();

    private HttpServer server;

    @BeforeEach
    void aSaleAnswers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var answer = answers.remove().split(" ", 2);
            var body = answer[1].getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void theSaleIsOver() {
        server.stop(0);
    }

    @Test
    void winsWithTwoClicks() {
        answers(TAKEN, TAKEN, PLACED);

        assertThat(shopper().buys(2).isPlaced()).isTrue();
    }

    @Test
    void isRefusedWithTwoClicks() {
        answers(SOLD_OUT, SOLD_OUT);

        assertThat(shopper().buys(2).status()).isEqualTo("sold-out");
    }

    @Test
    void doesNotLetPassThatAWinnersSecondClickIsRefused() {
        answers(TAKEN, SOLD_OUT, PLACED);

        assertThatThrownBy(() -> shopper().buys(2)).isInstanceOf(Differs.class).hasMessageContaining("409");
    }

    @Test
    void doesNotLetPassThatTheSecondClickIsAnotherOrder() {
        answers(TAKEN, TAKEN.replace("\"1\"", "\"2\""), PLACED);

        assertThatThrownBy(() -> shopper().buys(2)).isInstanceOf(Differs.class).hasMessageContaining("2 instead of 1");
    }

    private void answers(String... all) {
        answers.addAll(List.of(all));
    }

    private Shopper shopper() {
        var http = new Http("http://127.0.0.1:" + server.getAddress().getPort(), "");
        return new Shopper(http, http, http, "sale", "lamp", "key");
    }
}
