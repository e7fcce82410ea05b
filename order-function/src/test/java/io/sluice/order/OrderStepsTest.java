package io.sluice.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderStepsTest {

    private static final Currency CNY = Currency.getInstance("CNY");

    @Inject
    Database database;

    @Test
    void goesFromPaidToCompleted() {
        var id = Shop.placed("lamp");

        paid(id, payment(id), 1999);

        Shop.get(id)
                .body("status", equalTo("PAID"))
                .body("paid.minor", equalTo(1999))
                .body("paidAt", notNullValue());
        Shop.as(Shop.BUYER)
                .body(
                        "{\"recipient\": \"R\", \"phone\": \"1\", \"line1\": \"L\", \"city\": \"D\", \"country\": \"CN\"}")
                .put("/v1/orders/" + id + "/address")
                .then()
                .statusCode(200)
                .body("address.city", equalTo("D"));
        Shop.operator()
                .body("{\"carrier\": \"SF\", \"trackingNumber\": \"T1\"}")
                .post("/v1/orders/" + id + "/shipment")
                .then()
                .statusCode(200)
                .body("status", equalTo("SHIPPED"))
                .body("shipment.carrier", equalTo("SF"));
        Shop.as(Shop.BUYER)
                .body(
                        "{\"recipient\": \"R\", \"phone\": \"1\", \"line1\": \"L\", \"city\": \"E\", \"country\": \"CN\"}")
                .put("/v1/orders/" + id + "/address")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/already-dispatched"));
        Shop.as(Shop.BUYER)
                .post("/v1/orders/" + id + "/receipt")
                .then()
                .statusCode(200)
                .body("status", equalTo("COMPLETED"));
        Shop.as(Shop.BUYER)
                .get("/v1/orders/" + id + "/history")
                .then()
                .body("items.to", contains("PLACING", "PENDING_PAYMENT", "PAID", "SHIPPED", "COMPLETED"));
        assertThat(announced(id, 5))
                .containsExactly(
                        "order-placed", "order-paid", "order-address-changed", "order-shipped", "order-completed");
    }

    @Test
    void isPaidOnceHoweverOftenItHears() {
        var id = Shop.placed("lamp");
        var payment = payment(id);

        paid(id, payment, 1999);
        paid(id, payment, 1999);
        paid(id, payment(id), 1999);

        Shop.get(id).body("status", equalTo("PAID")).body("paid.minor", equalTo(1999));
        assertThat(announced(id, 4))
                .containsExactly("order-placed", "order-paid", "order-refund-requested", "order-refund-approved");
    }

    @Test
    void cancelsAndSendsLateMoneyBack() {
        var id = Shop.placed("lamp");
        Shop.as(Shop.BUYER)
                .post("/v1/orders/" + id + "/cancel")
                .then()
                .statusCode(200)
                .body("status", equalTo("CANCELLED"));
        Shop.as(Shop.BUYER).post("/v1/orders/" + id + "/cancel").then().statusCode(200);

        paid(id, payment(id), 1999);

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(database.statusOf(id)).isEqualTo("REFUNDING"));
        Shop.as(Shop.BUYER)
                .post("/v1/orders/" + id + "/cancel")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/not-cancellable"));
        assertThat(announced(id, 4))
                .containsExactly("order-placed", "order-cancelled", "order-refund-requested", "order-refund-approved");
    }

    @Test
    void sendsBackMoneyForAnOrderThatDoesNotExist() {
        var order = OrderId.next("nobody", Instant.now(), new Random());
        var one = PaymentId.next(order, Instant.now(), new Random());
        var another = PaymentId.next(order, Instant.now(), new Random());

        paid(order.toString(), one, 1999);
        paid(order.toString(), one, 1999);
        paid(order.toString(), another, 1999);

        var said = Topic.read("orders", 4, heard -> order.toString().equals(heard.key()));
        assertThat(said.getFirst().value())
                .contains("order-refund-requested", RefundId.of(one).toString(), "\"version\": 1");
        assertThat(said.get(1).value())
                .contains("order-refund-approved", RefundId.of(one).toString(), "\"version\": 2");
        assertThat(said.getLast().value())
                .contains("order-refund-approved", RefundId.of(another).toString(), "\"version\": 4");
    }

    @Test
    void keepsInTheHistoryWhyAnOrderWasCancelled() {
        var id = Shop.placed("lamp");

        Shop.operator()
                .body("{\"reason\": \"looks like fraud\"}")
                .post("/v1/orders/" + id + "/cancel")
                .then()
                .statusCode(200);

        Shop.as(Shop.BUYER)
                .get("/v1/orders/" + id + "/history")
                .then()
                .body("items[2].because", equalTo("cancelled by an operator: looks like fraud"));
    }

    @Test
    void opensAPaymentOnlyForAnOrderThatWaitsForIt() {
        var id = Shop.placed("lamp");

        pay(id).statusCode(201)
                .body("paymentId", equalTo(FakePayments.PAYMENT))
                .body("amount.minor", equalTo(1999))
                .body("action.type", equalTo("CLIENT_SECRET"))
                .body("expiresAt", notNullValue());
        database.texts("UPDATE orders SET pay_by = now() - interval '1 second' WHERE id = $1", UUID.fromString(id));
        pay(id).statusCode(409).body("type", equalTo("/problems/not-payable"));
    }

    @Test
    void refusesToShipWhatIsNotPaidAndToReceiveWhatIsNotShipped() {
        var id = Shop.placed("lamp");

        Shop.operator()
                .body("{\"carrier\": \"SF\", \"trackingNumber\": \"T1\"}")
                .post("/v1/orders/" + id + "/shipment")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/not-shippable"));
        Shop.as(Shop.BUYER)
                .post("/v1/orders/" + id + "/receipt")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/not-receivable"));
    }

    @Test
    void listsAUsersOrdersPageByPage() {
        var user = "lister-" + UUID.randomUUID();
        Shop.sells("lamp");
        var placed = new ArrayList<String>();
        for (var n = 0; n < 3; n++) {
            placed.addFirst(Shop.as(user)
                    .header("Idempotency-Key", "k" + n)
                    .body(Shop.oneOf("lamp"))
                    .post("/v1/orders")
                    .then()
                    .extract()
                    .path("id"));
        }

        String cursor = Shop.as(user)
                .get("/v1/orders?limit=2")
                .then()
                .body("items.id", equalTo(placed.subList(0, 2)))
                .extract()
                .path("nextCursor");

        Shop.as(user)
                .queryParam("cursor", cursor)
                .get("/v1/orders?limit=2")
                .then()
                .body("items.id", equalTo(placed.subList(2, 3)))
                .body("nextCursor", nullValue());
        Shop.operator().get("/v1/orders?userId=" + user + "&status=PAID").then().body("items.size()", equalTo(0));
        Shop.operator().get("/v1/orders?userId=" + user).then().body("items.size()", equalTo(3));
        Shop.as(user)
                .queryParam("from", Instant.now().plusSeconds(60).toString())
                .get("/v1/orders")
                .then()
                .body("items.size()", equalTo(0));
    }

    @Test
    void parksWhatItCannotReadAndHearsTheNext() {
        var id = Shop.placed("lamp");
        var nonsense = "nonsense " + UUID.randomUUID();

        Topic.send("payments", id, nonsense.getBytes(StandardCharsets.UTF_8));
        paid(id, payment(id), 1999);

        String letter = Shop.operator()
                .get("/v1/dead-letters?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.payload == '" + nonsense + "' }.id");
        Shop.operator()
                .post("/v1/dead-letters/" + letter + "/replay")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/refused-again"));
        Shop.as(Shop.BUYER).get("/v1/dead-letters").then().statusCode(403);
        assertThat(Topic.read(
                        "payments-refused-by-order-function",
                        1,
                        heard -> heard.value().contains(nonsense)))
                .hasSize(1);
    }

    private static io.restassured.response.ValidatableResponse pay(String id) {
        return Shop.as(Shop.BUYER)
                .body("{\"provider\": \"stripe\"}")
                .post("/v1/orders/" + id + "/payments")
                .then();
    }

    private static PaymentId payment(String order) {
        return PaymentId.next(OrderId.parse(order), Instant.now(), new Random());
    }

    /** Says on the topic that a provider has the money, and waits until it was heard. */
    private void paid(String order, PaymentId payment, long minor) {
        var id = OrderId.parse(order);
        Topic.send(
                "payments",
                order,
                new PaymentEvent.Captured(
                        id,
                        payment,
                        1,
                        PaymentEvent.Provider.STRIPE,
                        "pi_1",
                        new Money(minor, CNY),
                        false,
                        Instant.now()));
        await().atMost(20, SECONDS).until(() -> database.count("""
                                SELECT (SELECT count(*) FROM orders WHERE id = $1 AND captures ? $2)
                                     + (SELECT count(*) FROM stray_capture WHERE order_id = $1 AND payment_id = $2)""", id.value(), payment.toString()) == 1);
    }

    private static List<String> announced(String order, int count) {
        return Topic.read("orders", count, heard -> order.equals(heard.key())).stream()
                .map(heard -> new String(heard.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .toList();
    }
}
