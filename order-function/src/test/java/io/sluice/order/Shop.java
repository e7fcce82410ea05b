package io.sluice.order;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.sluice.stack.TestTokens;
import java.util.UUID;

/** What a shop's clients do, over HTTP. */
final class Shop {

    static final String BUYER = "buyer-1";

    private Shop() {}

    /** Puts {@code sku} on sale for 19.99. */
    static void sells(String sku) {
        put(sku, """
                {"name": "A %s", "price": {"minor": 1999, "currency": "CNY"}, "onSale": true}""".formatted(sku)).statusCode(200);
    }

    static ValidatableResponse put(String sku, String product) {
        return operator().body(product).put("/v1/products/" + sku).then();
    }

    static ValidatableResponse order(String key, String body) {
        return order(BUYER, key, body);
    }

    static ValidatableResponse order(String customer, String key, String body) {
        return as(customer)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/orders")
                .then();
    }

    /** One unit of {@code sku}, placed. */
    static String placed(String sku) {
        sells(sku);
        return order(UUID.randomUUID().toString(), oneOf(sku))
                .statusCode(201)
                .extract()
                .path("id");
    }

    static String oneOf(String sku) {
        return """
                {"lines": [{"sku": "%s", "quantity": 1}]}""".formatted(sku);
    }

    static ValidatableResponse get(String orderId) {
        return as(BUYER).get("/v1/orders/" + orderId).then();
    }

    static RequestSpecification as(String customer) {
        return given().auth().oauth2(TestTokens.customer(customer)).contentType(ContentType.JSON);
    }

    static RequestSpecification operator() {
        return given().auth().oauth2(TestTokens.operator("ops-1")).contentType(ContentType.JSON);
    }
}
