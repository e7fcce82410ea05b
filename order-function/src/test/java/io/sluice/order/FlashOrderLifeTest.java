package io.sluice.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.sluice.contracts.Address;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.StockEvent.Held;
import io.sluice.outbox.Outbox;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A flash order is an order like any other, at the terms of its sale. */
@QuarkusTest
class FlashOrderLifeTest {

    @Inject
    StockPolls polls;

    @Inject
    Database database;

    @Inject
    Announced announced;

    @Inject
    MeterRegistry metrics;

    @Inject
    ProductStore products;

    @Inject
    FlashOrderStore store;

    @Inject
    StrayCaptureStore strays;

    @Inject
    Outbox outbox;

    private final String buyer = "buyer-" + UUID.randomUUID();

    @BeforeEach
    void aShop() {
        Shop.sells("lamp");
    }

    @Test
    void isPaidShippedAndReceivedLikeAnyOther() {
        var held = Sale.held(buyer);
        var id = held.orderId().toString();
        polls.hear(held);

        Shop.as(buyer)
                .body("{\"provider\": \"stripe\"}")
                .post("/v1/orders/" + id + "/payments")
                .then()
                .statusCode(201)
                .body("amount.minor", equalTo(999));
        pay(held.orderId());
        await().atMost(20, SECONDS).until(() -> database.statusOf(id).equals("PAID"));
        Shop.operator()
                .body("{\"carrier\": \"SF\", \"trackingNumber\": \"T1\"}")
                .post("/v1/orders/" + id + "/shipment")
                .then()
                .statusCode(200);
        Shop.as(buyer).post("/v1/orders/" + id + "/receipt").then().statusCode(200);

        assertThat(announced.typesAbout(held.orderId()))
                .containsExactly("order-placed", "order-paid", "order-shipped", "order-completed");
    }

    @Test
    void keepsTheAddressAndNeverTellsIt() {
        var held = Sale.heldFor(buyer, new Address("Secret", "1", "Secret road 1", null, "Secret", null, null, "CN"));

        polls.hear(held);

        get(held).then().body("address.line1", equalTo("Secret road 1")).body("address.country", equalTo("CN"));
        Shop.as(buyer).post("/v1/orders/" + held.orderId() + "/cancel").then().statusCode(200);
        assertThat(announced.textsAbout(held.orderId()))
                .hasSize(2)
                .allSatisfy(said -> assertThat(said).doesNotContain("Secret", "address"));
    }

    @Test
    void mayBePaidForAsLongAsTheSaleSaysByTheDatabasesClock() {
        var held = Sale.held(buyer, "lamp", 1, 999, Duration.ofSeconds(90));

        polls.hear(held);

        assertThat(database.texts(
                        "SELECT CAST(extract(epoch FROM pay_by - placed_at) AS text) FROM orders WHERE id = $1",
                        held.orderId().value()))
                .containsExactly("90.000000");
        assertThat(announced.textsAbout(held.orderId()).getFirst())
                .contains(get(held).then().extract().<String>path("payBy"));
    }

    @Test
    void namesALineByItsSkuWhereNoProductHasAName() {
        var held = Sale.held(buyer, "no-such-product", 1, 999, Sale.WINDOW);

        polls.hear(held);

        get(held).then().body("lines[0].name", equalTo("no-such-product"));
    }

    @Test
    void costsTheShippingFeeAndIsNotDiscountedAgain() throws Throwable {
        var terms = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(OrderConfig.class)
                .withDefaultValue("order.shipping-fee-minor", "500")
                .withDefaultValue("order.discount-percent", "10")
                .build()
                .getConfigMapping(OrderConfig.class);
        var held = Sale.held(buyer);

        VertxContextSupport.subscribeAndAwait(
                () -> new CreateFlashOrders(products, store, strays, outbox, terms, metrics).create(List.of(held)));

        get(held)
                .then()
                .body("shippingFee.minor", equalTo(500))
                .body("discount.minor", equalTo(0))
                .body("total.minor", equalTo(1499));
    }

    private Response get(Held held) {
        return Shop.as(buyer).get("/v1/orders/" + held.orderId());
    }

    private static void pay(OrderId order) {
        var payment = PaymentId.next(order, Instant.now(), new Random());
        var price = new Money(999, Sale.CNY);
        Topic.send(
                "payments",
                order.toString(),
                new PaymentEvent.Captured(
                        order, payment, 1, PaymentEvent.Provider.STRIPE, "pi_1", price, false, Instant.now()));
    }
}
