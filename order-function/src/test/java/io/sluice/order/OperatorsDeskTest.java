package io.sluice.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent.Captured;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.order.domain.Signal;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What no rule decides waits for an operator, and what operators do is written down. */
@QuarkusTest
class OperatorsDeskTest {

    private static final String SHIPMENT = "{\"carrier\": \"SF\", \"trackingNumber\": \"T1\"}";
    private static final Money PRICE = new Money(1999, Currency.getInstance("CNY"));

    @Inject
    Database database;

    @Inject
    AdvanceOrder orders;

    @Test
    void showsACaptureOfNothingWithOrWithoutAnOrderAndClosesIt() {
        var order = placed();
        var nobodys = OrderId.next("nobody", Instant.now(), new Random());

        for (var id : List.of(order, nobodys, order)) {
            captureOfNothing(id);
        }

        await().atMost(20, SECONDS)
                .until(() -> cases(order).size() + cases(nobodys).size() == 3);
        assertThat(cases(nobodys)).containsExactly("capture-not-understood");
        assertThat(database.statusOf(order.toString())).isEqualTo("PENDING_PAYMENT");
        var id = caseOf(nobodys);
        Shop.operator()
                .body("{\"decision\": \"APPROVE\", \"reason\": \"why not\"}")
                .post("/v1/cases/" + id + "/resolution")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/decision-not-possible"));
        Shop.operator()
                .body("{\"decision\": \"CLOSE\", \"reason\": \"the provider knows of nothing\"}")
                .post("/v1/cases/" + id + "/resolution")
                .then()
                .statusCode(200)
                .body("by", equalTo("ops-1"));
        assertThat(audit(nobodys)).containsExactly("ops-1 case capture-not-understood");
    }

    @Test
    void showsARefundThatFailedWithTheStatusThatItRestores() throws Throwable {
        var order = placed();
        var late = PaymentId.next(order, Instant.now(), new Random());
        tell(order, new Signal.CancelAsked(CancellationReason.CUSTOMER, null));
        tell(order, new Signal.PaymentCaptured(late, PRICE));
        var refunding = database.statusOf(order.toString());

        tell(order, new Signal.RefundFailed(RefundId.of(late)));
        tell(order, new Signal.RefundFailed(RefundId.of(late)));

        assertThat(refunding).isEqualTo("REFUNDING");
        assertThat(database.statusOf(order.toString())).isEqualTo("CANCELLED");
        assertThat(cases(order)).containsExactly("refund-failed");
        Shop.operator()
                .get("/v1/cases?status=OPEN&limit=100")
                .then()
                .statusCode(200)
                .body(
                        "items.find { it.orderId == '" + order + "' }.detail",
                        containsString("1999 CNY from payment " + late + " failed"));
    }

    @Test
    void tellsARefundThatFailedAfterItHadSucceededFromARepeat() throws Throwable {
        var order = placed();
        var late = PaymentId.next(order, Instant.now(), new Random());
        tell(order, new Signal.CancelAsked(CancellationReason.CUSTOMER, null));
        tell(order, new Signal.PaymentCaptured(late, PRICE));
        tell(order, new Signal.RefundSucceeded(RefundId.of(late)));
        tell(order, new Signal.RefundSucceeded(RefundId.of(late)));
        var before = cases(order);

        tell(order, new Signal.RefundFailed(RefundId.of(late)));

        assertThat(before).isEmpty();
        assertThat(cases(order)).containsExactly("refund-failed");
        assertThat(database.statusOf(order.toString())).isEqualTo("REFUNDED");
        Shop.get(order.toString()).body("refunded.minor", equalTo(1999));
    }

    @Test
    void writesDownWhatAnOperatorDidAndNothingElse() throws Throwable {
        var cancelled = placed();
        var shipped = placed();
        tell(shipped, new Signal.PaymentCaptured(PaymentId.next(shipped, Instant.now(), new Random()), PRICE));

        Shop.operator().body("{\"reason\": \"fraud\"}").post("/v1/orders/" + cancelled + "/cancel");
        Shop.operator().post("/v1/orders/" + cancelled + "/cancel").then().statusCode(200);
        Shop.operator()
                .body(SHIPMENT)
                .post("/v1/orders/" + cancelled + "/shipment")
                .then()
                .statusCode(409);
        Shop.operator()
                .body(SHIPMENT)
                .post("/v1/orders/" + shipped + "/shipment")
                .then()
                .statusCode(200);
        Shop.as(Shop.BUYER).post("/v1/orders/" + shipped + "/receipt").then().statusCode(200);

        assertThat(audit(cancelled)).containsExactly("ops-1 cancel");
        assertThat(audit(shipped)).containsExactly("ops-1 ship");
        Shop.operator()
                .get("/v1/audit?limit=100")
                .then()
                .statusCode(200)
                .body("items.find { it.orderId == '" + cancelled + "' }.reason", equalTo("fraud"))
                .body("items.find { it.orderId == '" + shipped + "' }.reason", equalTo("SF T1"));
        Shop.as(Shop.BUYER).get("/v1/audit").then().statusCode(403);
        Shop.as(Shop.BUYER).get("/v1/cases").then().statusCode(403);
    }

    @Test
    void doesNothingThatCannotBeWrittenDown() throws Throwable {
        var order = placed();

        try (var gate = database.gateBefore("audit")) {
            Shop.operator().post("/v1/orders/" + order + "/cancel").then().statusCode(503);
            gate.open();
        }

        assertThat(database.statusOf(order.toString())).isEqualTo("PENDING_PAYMENT");
        assertThat(audit(order)).isEmpty();
    }

    private void tell(OrderId order, Signal signal) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> orders.advance(order, signal));
    }

    private List<String> cases(OrderId order) {
        return database.texts("SELECT kind FROM cases WHERE order_id = $1", order.value());
    }

    private String caseOf(OrderId order) {
        return database.texts("SELECT id FROM cases WHERE order_id = $1", order.value())
                .getFirst();
    }

    private List<String> audit(OrderId order) {
        return database.texts(
                "SELECT who || ' ' || array_to_string((string_to_array(split_part(what, ':', 1), ' '))[1:2], ' ') FROM audit WHERE order_id = $1",
                order.value());
    }

    private static OrderId placed() {
        return OrderId.parse(Shop.placed("lamp"));
    }

    private static void captureOfNothing(OrderId order) {
        var payment = PaymentId.next(order, Instant.now(), new Random());
        var nothing = new Money(0, Currency.getInstance("CNY"));
        Topic.send(
                "payments",
                order.toString(),
                new Captured(order, payment, 1, Provider.STRIPE, "pi_1", nothing, false, Instant.now()));
    }
}
