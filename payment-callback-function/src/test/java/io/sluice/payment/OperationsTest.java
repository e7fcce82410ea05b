package io.sluice.payment;

import static io.restassured.RestAssured.given;
import static io.sluice.payment.Shop.anOrder;
import static io.sluice.payment.Shop.open;
import static io.sluice.payment.Shop.openPayment;
import static io.sluice.payment.Shop.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.stack.TestStack;
import io.sluice.stack.TestTokens;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators and clients are promised beside the payments themselves. */
@QuarkusTest
class OperationsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AfterEach
    void bringBack() {
        TestStack.current().postgres().start();
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void showsItsHealthAndMetrics() {
        Stripe.send("{}", "t=1,v1=0").statusCode(400);

        given().get("/q/health/live").then().statusCode(200);
        await().untilAsserted(() -> given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'kafka' }.data.reachable", equalTo(true)));
        assertThat(given().get("/q/metrics").then().statusCode(200).extract().asString())
                .contains("sluice_webhooks_total{outcome=\"refused\",provider=\"stripe\"}");
    }

    @Test
    void countsWhatWaitsForAPerson() {
        var id = openPayment(anOrder());
        Stripe.send(Stripe.succeeded(id)).statusCode(200);

        Stripe.send(Stripe.event("succeeded", "pi_other" + id, id, 1999, "eur")).statusCode(200);
        Stripe.send(Stripe.succeeded("f".repeat(32))).statusCode(200);

        await().untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                .containsPattern("(?m)^sluice_payments_needs_operator [1-9]")
                .containsPattern("(?m)^sluice_webhooks_parked [1-9]"));
    }

    @Test
    void storesAndAcknowledgesNothingWithoutPostgreSql() {
        var order = anOrder();
        var id = openPayment(order);
        var event = Stripe.succeeded(id);

        TestStack.current().postgres().kill();

        Stripe.send(event).statusCode(503).body(emptyString());
        open(order).statusCode(503).contentType("application/problem+json").header("Retry-After", "1");
        Shop.get("/v1/payments/" + id, TestTokens.operator("ops")).statusCode(503);
        given().get("/q/health/ready").then().statusCode(503);

        TestStack.current().postgres().start();
        await().atMost(PATIENCE).untilAsserted(() -> Stripe.send(event).statusCode(200));
        payment(id).body("status", equalTo("CAPTURED"));
    }
}
