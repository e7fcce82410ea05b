package io.sluice.payment;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.sluice.contracts.OrderId;
import io.sluice.stack.TestTokens;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** What order-function, buyers and operators do, by real HTTP against the function and the simulator. */
final class Shop {

    static final String USER = "alice";

    private Shop() {}

    static OrderId anOrder() {
        return OrderId.next(USER, Instant.now(), new SecureRandom());
    }

    static Map<String, Object> requestFor(OrderId order) {
        return requestFor(order, "stripe");
    }

    static Map<String, Object> requestFor(OrderId order, String provider) {
        return Map.of(
                "orderId",
                order.toString(),
                "userId",
                USER,
                "amount",
                Map.of("minor", 1999, "currency", currencyOf(provider)),
                "payBy",
                payBy(provider),
                "provider",
                provider,
                "subject",
                "Two lamps");
    }

    /** WeChat Pay and Alipay collect nothing else. */
    static String currencyOf(String provider) {
        return provider.equals("stripe") ? "EUR" : "CNY";
    }

    /** Those that have an expiry take one of some days at most. */
    private static String payBy(String provider) {
        return provider.equals("stripe")
                ? "2999-01-01T00:00:00Z"
                : Instant.now().plusSeconds(1800).toString();
    }

    static ValidatableResponse open(Object request) {
        return given().auth()
                .oauth2(TestTokens.service("order-function"))
                .contentType(ContentType.JSON)
                .body(request)
                .post("/v1/payments")
                .then();
    }

    static ValidatableResponse open(OrderId order) {
        return open(requestFor(order));
    }

    /** The payment's id. */
    static String openPayment(OrderId order) {
        return openPayment(order, "stripe");
    }

    static String openPayment(OrderId order, String provider) {
        return open(requestFor(order, provider)).statusCode(201).extract().path("id");
    }

    static ValidatableResponse get(String path, String token) {
        return given().auth().oauth2(token).get(path).then();
    }

    static ValidatableResponse payment(String id) {
        return get("/v1/payments/" + id, TestTokens.operator("ops"));
    }

    static ValidatableResponse query(String id) {
        return given().auth()
                .oauth2(TestTokens.operator("ops"))
                .post("/v1/payments/" + id + "/query")
                .then();
    }

    /** The buyer looks at it, and does not pay yet. */
    static void scan(String id) {
        given().post(simulator() + "/simulator/payments/" + id + "/scan").then().statusCode(204);
    }

    /** The buyer pays. */
    static void pay(String id) {
        given().post(simulator() + "/simulator/payments/" + id + "/pay").then().statusCode(200);
    }

    static void pay(String id, long minor, String currency) {
        given().body("{\"amount\": {\"minor\": %d, \"currency\": \"%s\"}}".formatted(minor, currency))
                .post(simulator() + "/simulator/payments/" + id + "/pay")
                .then()
                .statusCode(200);
    }

    static void faults(String json) {
        given().body(json).put(simulator() + "/simulator/faults").then().statusCode(200);
    }

    static void noFaults() {
        given().delete(simulator() + "/simulator/faults").then().statusCode(204);
    }

    private static String simulator() {
        return ConfigProvider.getConfig().getValue("sluice.stripe.url", String.class);
    }
}
