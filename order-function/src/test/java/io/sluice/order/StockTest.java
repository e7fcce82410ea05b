package io.sluice.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.order.domain.Line;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the real HTTP client makes of inventory-function's answers. */
@QuarkusTest
class StockTest {

    @Inject
    Json json;

    private final AtomicReference<String> token = new AtomicReference<>();
    private HttpServer inventory;

    @BeforeEach
    void start() throws IOException {
        inventory = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inventory.start();
    }

    @AfterEach
    void stop() {
        inventory.stop(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"orderId": "x", "state": "HELD", "more": 1}                                        | Held[]
            409 | {"type": "/problems/out-of-stock", "status": 409, "skus": ["lamp"]}                 | OutOfStock[skus=[lamp]]
            409 | {"type": "/problems/released", "status": 409}                                       | Released[]
            409 | {"type": "/problems/something-new", "status": 409}                                  | Unknown[]
            404 | {"type": "/problems/unknown-sku", "status": 404, "skus": ["lamp"]}                  | OutOfStock[skus=[lamp]]
            401 | {"type": "/problems/unauthorized", "status": 401}                                   | Unknown[]
            503 | {"type": "/problems/temporarily-unavailable", "status": 503}                        | Unknown[]
            500 | not JSON                                                                            | Unknown[]
            409 | not JSON                                                                            | Unknown[]
            """)
    void readsTheAnswerToAHold(int status, String body, String outcome) throws Throwable {
        answer(status, body);
        var lamp = new Line("lamp", "A lamp", 1, new Money(1999, Currency.getInstance("CNY")), 0);
        var order = new Unfinished(OrderId.next("buyer-1", Instant.now(), new Random()), "buyer-1", List.of(lamp), 0);

        var found = VertxContextSupport.subscribeAndAwait(() -> stock().hold(order));

        assertThat(found).hasToString(outcome);
        assertThat(token.get()).startsWith("Bearer ");
    }

    private Stock stock() {
        var client = QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create("http://127.0.0.1:" + inventory.getAddress().getPort()))
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(InventoryClient.class);
        return new Stock(new InventoryCalls(client), json);
    }

    private void answer(int status, String body) {
        inventory.createContext("/v1/holds", exchange -> {
            token.set(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getRequestBody().readAllBytes();
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add("Content-Type", status == 200 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
