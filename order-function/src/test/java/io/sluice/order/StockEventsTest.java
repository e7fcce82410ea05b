package io.sluice.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.sluice.contracts.StockEvent.Held;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flash orders begin with what is said on the topic {@code stock}. */
@QuarkusTest
class StockEventsTest {

    @Inject
    StockPolls polls;

    @Inject
    Database database;

    @Inject
    Announced announced;

    @Inject
    MeterRegistry metrics;

    private final String buyer = "buyer-" + UUID.randomUUID();

    @BeforeEach
    void aShop() {
        Shop.sells("lamp");
    }

    @Test
    void showsWhatItHeardOnTheTopicAsAnOrderOfTheSale() {
        var held = Sale.held(buyer, "lamp", 2, 999, Sale.WINDOW);

        Topic.send("stock", held.orderId().toString(), held);

        await().atMost(20, SECONDS).untilAsserted(() -> get(held).then().statusCode(200));
        get(held)
                .then()
                .body("userId", equalTo(buyer))
                .body("status", equalTo("PENDING_PAYMENT"))
                .body("source", equalTo("FLASH_SALE"))
                .body("flashSaleId", equalTo(Sale.ID))
                .body("lines", hasSize(1))
                .body("lines[0].sku", equalTo("lamp"))
                .body("lines[0].name", equalTo("A lamp"))
                .body("lines[0].quantity", equalTo(2))
                .body("lines[0].unitPrice.minor", equalTo(999))
                .body("itemsTotal.minor", equalTo(1998))
                .body("shippingFee.minor", equalTo(0))
                .body("discount.minor", equalTo(0))
                .body("total.minor", equalTo(1998))
                .body("total.currency", equalTo("CNY"))
                .body("paid.minor", equalTo(0))
                .body("payBy", notNullValue())
                .body("address", nullValue());
        Shop.get(held.orderId().toString()).statusCode(404);
        Shop.as(buyer)
                .get("/v1/orders")
                .then()
                .body("items.id", contains(held.orderId().toString()));
        Shop.as(buyer)
                .get("/v1/orders/" + held.orderId() + "/history")
                .then()
                .body("items.from", contains(nullValue()))
                .body("items.to", contains("PENDING_PAYMENT"))
                .body("items[0].because", equalTo("stock held"))
                .body("items[0].eventId", notNullValue());
        assertThat(announced.textsAbout(held.orderId()))
                .singleElement()
                .asString()
                .contains("\"type\": \"order-placed\"", "\"version\": 1", "\"source\": \"FLASH_SALE\"", Sale.ID);
    }

    @Test
    void makesAllOrdersOfAPollInOneTransaction() {
        var held = IntStream.range(0, 8)
                .mapToObj(number -> Sale.held(buyer + number))
                .toList();

        polls.hear(held);

        var ids = held.stream().map(one -> one.orderId().value()).toArray(UUID[]::new);
        assertThat(database.texts("SELECT status FROM orders WHERE id = ANY ($1)", (Object) ids))
                .hasSize(8)
                .containsOnly("PENDING_PAYMENT");
        assertThat(database.texts("SELECT DISTINCT CAST(xmin AS text) FROM orders WHERE id = ANY ($1)", (Object) ids))
                .hasSize(1);
        assertThat(held)
                .allSatisfy(
                        one -> assertThat(announced.typesAbout(one.orderId())).containsExactly("order-placed"));
    }

    @Test
    void makesOneOrderHoweverOftenItHears() {
        var held = Sale.held(buyer);

        polls.hear(held, held);
        polls.hear(held);

        assertThat(announced.typesAbout(held.orderId())).containsExactly("order-placed");
        assertThat(database.count(
                        "SELECT count(*) FROM order_history WHERE order_id = $1",
                        held.orderId().value()))
                .isEqualTo(1);
    }

    /** Nor does a late redelivery bring back what has ended since. */
    @Test
    void leavesAnOrderAloneThatHasMovedOn() {
        var held = Sale.held(buyer);
        polls.hear(held);
        Shop.as(buyer).post("/v1/orders/" + held.orderId() + "/cancel").then().statusCode(200);

        polls.hear(held);

        assertThat(database.statusOf(held.orderId().toString())).isEqualTo("CANCELLED");
        assertThat(announced.typesAbout(held.orderId())).containsExactly("order-placed", "order-cancelled");
    }

    @Test
    void makesNoOrderOfARefusal() {
        var refused = Sale.refused(buyer);

        polls.hear(refused);

        assertThat(database.count("SELECT count(*) FROM orders WHERE user_id = $1", buyer))
                .isZero();
        assertThat(announced.typesAbout(refused.orderId())).isEmpty();
    }

    @Test
    void parksWhatItCannotReadAndPlacesTheOthers() {
        var held = Sale.held(buyer);
        var another = Sale.order(buyer);
        var nameless = "{\"type\": \"stock-held\", \"orderId\": \"%s\"}".formatted(another);

        polls.hear(another, nameless, held);

        assertThat(database.statusOf(held.orderId().toString())).isEqualTo("PENDING_PAYMENT");
        Shop.operator()
                .get("/v1/dead-letters?limit=100")
                .then()
                .body("items.findAll { it.topic == 'stock' }.payload", hasItem(nameless));
    }

    /** The statement waits in vain for 5 s: that is no order's fault. */
    @Test
    void rejectsNobodyWhileTheDatabaseIsInTrouble() {
        var held = Sale.held(buyer);
        var before = retries();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try (var _ = database.gateBefore("orders")) {
                threads.submit(() -> polls.hear(held));
                await().atMost(9, SECONDS).until(() -> retries() > before);
            }
        }

        assertThat(database.statusOf(held.orderId().toString())).isEqualTo("PENDING_PAYMENT");
        assertThat(announced.typesAbout(held.orderId())).containsExactly("order-placed");
    }

    private Response get(Held held) {
        return Shop.as(buyer).get("/v1/orders/" + held.orderId());
    }

    private double retries() {
        return metrics.find("sluice.inbox.retries").tag("topic", "stock").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
