package io.sluice.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.stack.TestStack;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class OrderPlacingTest {

    @Inject
    Database database;

    @Inject
    @RestClient
    FakeInventory inventory;

    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void inventoryIsBack() {
        inventory.away(false);
    }

    @Test
    void answers201WithTheOrderAndItsAddress() {
        Shop.sells("lamp");

        var answer = Shop.order(key, """
                {"lines": [{"sku": "lamp", "quantity": 2}, {"sku": "lamp", "quantity": 1}],
                 "address": {"recipient": "R", "phone": "1", "line1": "L", "city": "C", "country": "CN"},
                 "remark": "hi"}""");

        answer.statusCode(201)
                .body("status", equalTo("PENDING_PAYMENT"))
                .body("source", equalTo("NORMAL"))
                .body("lines.size()", equalTo(1))
                .body("lines[0].quantity", equalTo(3))
                .body("lines[0].refundedQuantity", equalTo(0))
                .body("total.minor", equalTo(5997))
                .body("total.currency", equalTo("CNY"))
                .body("paid.minor", equalTo(0))
                .body("payBy", notNullValue())
                .body("paidAt", nullValue());
        String id = answer.extract().path("id");
        answer.header("Location", endsWith("/v1/orders/" + id));
        Shop.get(id).statusCode(200).body("address.city", equalTo("C")).body("remark", equalTo("hi"));
    }

    @Test
    void announcesThePlacedOrderAsACloudEvent() {
        var id = Shop.placed("lamp");

        var record = Topic.read("orders", 1, heard -> id.equals(heard.key())).getFirst();

        assertThat(record.value()).contains("\"type\": \"order-placed\"", "\"version\": 1");
        assertThat(record.headers().lastHeader("ce_type").value()).asString().isEqualTo("order-placed");
        assertThat(record.headers().lastHeader("ce_subject").value()).asString().isEqualTo(id);
        assertThat(record.headers().lastHeader("ce_source").value()).asString().isEqualTo("/order-function");
    }

    @Test
    void keepsTheHistoryOfAnOrder() {
        var id = Shop.placed("lamp");

        Shop.as(Shop.BUYER)
                .get("/v1/orders/" + id + "/history")
                .then()
                .statusCode(200)
                .body("items.from", contains(null, "PLACING"))
                .body("items.to", contains("PLACING", "PENDING_PAYMENT"))
                .body("items[1].because", equalTo("stock held"))
                .body("items[1].eventId", notNullValue());
    }

    @Test
    void givesTheFirstAnswerAgainToTheSameKey() {
        Shop.sells("lamp");
        var first = Shop.order(key, Shop.oneOf("lamp")).statusCode(201).extract();
        Shop.as(Shop.BUYER)
                .post("/v1/orders/" + first.path("id") + "/cancel")
                .then()
                .statusCode(200);

        var again = Shop.order(key, "  " + Shop.oneOf("lamp")).statusCode(201).extract();

        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void refusesTheSameKeyWithAnotherBody() {
        Shop.sells("lamp");
        Shop.order(key, Shop.oneOf("lamp")).statusCode(201);

        Shop.order(key, """
                {"lines": [{"sku": "lamp", "quantity": 2}]}""").statusCode(422).body("type", equalTo("/problems/idempotency-key-reused"));
    }

    @Test
    void makesOneOrderOfFiftyRequestsWithTheSameKey() throws Exception {
        var buyer = "impatient-" + key;
        Shop.sells("lamp");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(_ -> threads.submit(() ->
                            Shop.order(buyer, key, Shop.oneOf("lamp")).extract().statusCode()))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get(30, SECONDS)).isIn(201, 409);
            }
        }

        String id = Shop.order(buyer, key, Shop.oneOf("lamp"))
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(database.texts("SELECT id FROM orders WHERE user_id = $1", buyer))
                .containsExactly(id);
        assertThat(inventory.holdsOf(id)).isEqualTo(1);
    }

    @Test
    void rejectsWhatIsOutOfStockAndSaysSoAgain() {
        Shop.sells("lamp");
        Shop.sells(FakeInventory.GONE);
        var body = """
                {"lines": [{"sku": "lamp", "quantity": 1}, {"sku": "gone", "quantity": 1}]}""";

        var first = Shop.order(key, body)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/out-of-stock"))
                .body("skus", contains(FakeInventory.GONE))
                .body("orderId", notNullValue())
                .extract();
        var again = Shop.order(key, body)
                .statusCode(409)
                .header("Idempotency-Replayed", "true")
                .extract();

        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(database.statusOf(first.path("orderId"))).isEqualTo("REJECTED");
    }

    @Test
    void finishesAnOrderWhoseHoldWasUnknownAndGivesItsAnswerToTheSameKey() {
        Shop.sells(FakeInventory.SHAKY);
        inventory.away(true);

        String id = Shop.order(key, Shop.oneOf(FakeInventory.SHAKY))
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/stock-unavailable"))
                .extract()
                .path("orderId");
        assertThat(database.statusOf(id)).isEqualTo("PLACING");
        Shop.as(Shop.BUYER)
                .post("/v1/orders/" + id + "/cancel")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/not-cancellable"));
        Shop.order(key, Shop.oneOf(FakeInventory.SHAKY))
                .statusCode(409)
                .body("type", equalTo("/problems/idempotency-key-in-progress"));

        database.texts("UPDATE idempotency SET created_at = now() - interval '1 minute' WHERE key = $1", key);
        Shop.order(key, Shop.oneOf(FakeInventory.SHAKY))
                .statusCode(503)
                .body("type", equalTo("/problems/stock-unavailable"))
                .body("orderId", equalTo(id));

        inventory.away(false);

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(database.statusOf(id)).isEqualTo("PENDING_PAYMENT"));
        Shop.order(key, Shop.oneOf(FakeInventory.SHAKY)).statusCode(201).body("id", equalTo(id));
    }

    @Test
    void announcesEachOfManyOrdersThatItFinishesTogetherAsItself() throws Exception {
        Shop.sells(FakeInventory.SHAKY);
        inventory.away(true);
        var ids = new HashSet<String>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var requests = IntStream.range(0, 24)
                    .mapToObj(_ -> clients.submit(
                            () -> Shop.order(UUID.randomUUID().toString(), Shop.oneOf(FakeInventory.SHAKY))
                                    .statusCode(503)
                                    .extract()
                                    .<String>path("orderId")))
                    .toList();
            for (var request : requests) {
                ids.add(request.get());
            }
        }

        inventory.away(false);

        var announced = Topic.read("orders", ids.size(), heard -> ids.contains(heard.key()));
        assertThat(announced).allSatisfy(heard -> assertThat(heard.value()).contains(heard.key(), "order-placed"));
        assertThat(announced).extracting(ConsumerRecord::key).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void rejectsAnOrderWhenItsPatienceIsOver() {
        Shop.sells(FakeInventory.SHAKY);
        inventory.away(true);
        String id = Shop.order(key, Shop.oneOf(FakeInventory.SHAKY))
                .statusCode(503)
                .extract()
                .path("orderId");

        database.texts("UPDATE orders SET placed_at = now() - interval '2 minutes' WHERE id = $1", UUID.fromString(id));

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(database.statusOf(id)).isEqualTo("REJECTED"));
        assertThat(Topic.read("orders", 1, heard -> id.equals(heard.key()))
                        .getFirst()
                        .value())
                .contains("order-rejected", "STOCK_UNAVAILABLE");
        Shop.order(key, Shop.oneOf(FakeInventory.SHAKY))
                .statusCode(409)
                .body("type", equalTo("/problems/order-rejected"));
    }
}
