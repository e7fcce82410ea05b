package io.sluice.inventory;

import static io.restassured.RestAssured.given;
import static io.sluice.inventory.Warehouse.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.contracts.Topics;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.domain.Line;
import io.sluice.stack.TestStack;
import io.sluice.stack.TestTokens;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Money PRICE = new Money(1999, Currency.getInstance("CNY"));

    @Inject
    Warehouse warehouse;

    @Inject
    OrderEvents events;

    @Inject
    ObjectMapper json;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    private KafkaProducer<String, byte[]> kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void sellsOnceHoweverOftenTheOrderIsSaidToBePaid() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 2);

        say(paid(order));
        say(paid(order));
        say(paid(order));
        var last = sayLast(order);

        heard(last);
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 2));
        assertThat(warehouse.claim(order)).isEqualTo("SOLD order-paid");
        assertThat(warehouse.movements(sku)).hasSize(3);
    }

    @Test
    void releasesWhenTheOrderIsCancelledOrRejected() {
        var sku = warehouse.stocked(5);
        var cancelled = warehouse.holding(sku, 2);
        var rejected = warehouse.holding(sku, 1);

        say(new OrderEvent.Cancelled(cancelled, 3, "alice", CancellationReason.PAYMENT_TIMEOUT, Instant.EPOCH));
        say(new OrderEvent.Rejected(rejected, 2, "alice", RejectionReason.STOCK_UNAVAILABLE, Instant.EPOCH));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 0)));
        assertThat(warehouse.claim(cancelled)).isEqualTo("RELEASED order-cancelled");
        assertThat(warehouse.claim(rejected)).isEqualTo("RELEASED order-rejected");
    }

    @Test
    void takesBackWhatARefundPutsInStockAgain() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 2);

        say(paid(order));
        say(refunded(order, sku, false));
        say(refunded(order, sku, true));
        heard(sayLast(order));

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 1));
        assertThat(deadLetters(order)).isEmpty();
    }

    private static OrderEvent refunded(OrderId order, String sku, boolean restock) {
        var random = ThreadLocalRandom.current();
        var payment = PaymentId.next(order, Instant.now(), random);
        var lines = List.of(new OrderEvent.Line(sku, "A lamp", 1, PRICE));
        var refund = new RefundId(UUID.randomUUID());
        return new OrderEvent.Refunded(
                order, 3, refund, RefundCause.GOODS, payment, PRICE, lines, restock, Instant.EPOCH);
    }

    @Test
    void parksWhatCannotBeReadAndGoesOn() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 2);

        say(order, "{ no event".getBytes(StandardCharsets.UTF_8));
        say(order, "{\"type\":\"order-vanished\"}".getBytes(StandardCharsets.UTF_8));
        say(paid(order));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(warehouse.claim(order)).isEqualTo("SOLD order-paid"));
        assertThat(deadLetters(order))
                .extracting(letter -> letter.get("reason"))
                .containsExactly("cannot be read as OrderEvent", "cannot be read as OrderEvent");
    }

    @Test
    void parksAPaymentForWhichNothingIsHeldUntilAnOperatorReplaysIt() {
        var sku = warehouse.stocked(5);
        var order = anOrder();

        say(paid(order));
        heard(sayLast(order));

        var letters = deadLetters(order);
        assertThat(letters)
                .extracting(letter -> letter.get("reason"))
                .containsExactly("paid, but no stock was ever asked for");
        warehouse.hold(order, new Line(sku, 1));
        given().auth()
                .oauth2(TestTokens.operator("ops"))
                .post("/v1/dead-letters/{id}/replay", letters.getFirst().get("id"))
                .then()
                .statusCode(200);
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 1));
    }

    @Test
    void waitsForPostgreSqlAndParksNothing() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 2);
        var before = retries();

        TestStack.current().postgres().kill();
        try {
            say(paid(order));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(retries()).isGreaterThan(before + 1));
        } finally {
            TestStack.current().postgres().start();
        }

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(warehouse.claim(order)).isEqualTo("SOLD order-paid"));
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 2));
        assertThat(deadLetters(order)).isEmpty();
    }

    @Test
    void ignoresWhatMovesNoStock() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 2);

        List.<OrderEvent>of(
                        new OrderEvent.Placed(
                                order,
                                1,
                                "alice",
                                OrderEvent.Source.NORMAL,
                                null,
                                List.of(),
                                PRICE,
                                PRICE,
                                PRICE,
                                PRICE,
                                Instant.EPOCH,
                                Instant.EPOCH),
                        new OrderEvent.Shipped(order, 2, "post", "1", Instant.EPOCH),
                        new OrderEvent.Completed(order, 3, Instant.EPOCH),
                        new OrderEvent.AddressChanged(order, 4, Instant.EPOCH))
                .forEach(event -> Warehouse.await(() -> events.on(event)));

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 2, 0));
        assertThat(warehouse.claim(order)).isEqualTo("HELD");
    }

    private double retries() {
        return metrics.counter("sluice.inbox.retries", "topic", Topics.ORDERS).count();
    }

    private static OrderEvent paid(OrderId order) {
        var payment = PaymentId.next(order, Instant.now(), ThreadLocalRandom.current());
        return new OrderEvent.Paid(order, 2, "alice", payment, List.of(), PRICE, Instant.EPOCH);
    }

    /** Ends another order on the same partition: when that is seen, all before it has been heard. */
    private OrderId sayLast(OrderId key) {
        var last = anOrder();
        say(key, write(new OrderEvent.Cancelled(last, 2, "alice", CancellationReason.CUSTOMER, Instant.EPOCH)));
        return last;
    }

    private void heard(OrderId last) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(warehouse.claim(last)).isEqualTo("RELEASED order-cancelled"));
    }

    private void say(OrderEvent event) {
        say(event.orderId(), write(event));
    }

    private void say(OrderId key, byte[] message) {
        kafka.send(new ProducerRecord<>(Topics.ORDERS, key.toString(), message));
        kafka.flush();
    }

    private byte[] write(OrderEvent event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<Map<String, Object>> deadLetters(OrderId key) {
        var letters = given().auth()
                .oauth2(TestTokens.operator("ops"))
                .get("/v1/dead-letters?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return letters.getList("items.findAll { it.key == '" + key + "' }");
    }
}
