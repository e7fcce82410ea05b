package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.sluice.stack.Function;
import io.sluice.stack.LocalSystem;
import io.sluice.stack.Role;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;

/** Somebody who buys. */
final class Customer {

    private final String name;
    private final Calls calls;

    Customer(String name, LocalSystem system) {
        this.name = name;
        calls = Calls.as(system, Role.CUSTOMER, name);
    }

    String name() {
        return name;
    }

    Response places(String key, String body) {
        return calls.to(Function.ORDER)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/orders");
    }

    Response places(String key, String sku, int quantity) {
        return places(key, """
                {"lines": [{"sku": "%s", "quantity": %d}]}""".formatted(sku, quantity));
    }

    /** Asks again under the same key, as long as the answer is that there is none yet. */
    Response placesUntilAnswered(String key, String sku, int quantity) throws ConditionTimeoutException {
        return Story.await().until(() -> places(key, sku, quantity), Customer::isAnswer);
    }

    private static boolean isAnswer(Response response) {
        return response.statusCode() != 503
                && !(response.statusCode() == 409
                        && response.jsonPath().getString("type").endsWith("idempotency-key-in-progress"));
    }

    /** An order that is ready to be paid. */
    String orders(String sku, int quantity) {
        var answer = placesUntilAnswered(UUID.randomUUID().toString(), sku, quantity);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("id");
    }

    String checksOut(String sku, int quantity) {
        return calls.to(Function.ORDER)
                .body("""
                        {"lines": [{"sku": "%s", "quantity": %d}]}""".formatted(sku, quantity))
                .post("/v1/checkouts")
                .then()
                .statusCode(201)
                .extract()
                .path("checkoutId");
    }

    /** @return the payment's id */
    String opensPayment(String order) {
        return opensPayment(order, "stripe");
    }

    /** @return the payment's id */
    String opensPayment(String order, String provider) {
        var answer = asksToPay(order, provider);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("paymentId");
    }

    Response asksToPay(String order, String provider) {
        return calls.to(Function.ORDER).body("""
                        {"provider": "%s"}""".formatted(provider)).post("/v1/orders/{id}/payments", order);
    }

    Response cancels(String order) {
        return calls.to(Function.ORDER).post("/v1/orders/{id}/cancel", order);
    }

    Response receives(String order) {
        return calls.to(Function.ORDER).post("/v1/orders/{id}/receipt", order);
    }

    JsonPath order(String id) {
        return read("/v1/orders/" + id);
    }

    String statusOf(String id) {
        return order(id).getString("status");
    }

    List<String> statusesOf(String id) {
        return read("/v1/orders/" + id + "/history").getList("items.to");
    }

    List<String> ordersOf() {
        return read("/v1/orders?limit=100").getList("items.id");
    }

    private JsonPath read(String path) {
        return calls.to(Function.ORDER)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
