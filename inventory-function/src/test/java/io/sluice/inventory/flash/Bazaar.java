package io.sluice.inventory.flash;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.sluice.stack.TestTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** A flash sale as its operator and its buyers see it: over HTTP. */
@ApplicationScoped
class Bazaar {

    /** An open sale of one SKU. */
    record Stall(UUID sale, String sku) {}

    /** An item: at most five for each user. */
    static String item(String sku, long quantity) {
        return item(sku, quantity, 5);
    }

    static String item(String sku, long quantity, int perUserLimit) {
        return """
                {"sku": "%s", "quantity": %d, "price": {"minor": 999, "currency": "CNY"}, "perUserLimit": %d}""".formatted(sku, quantity, perUserLimit);
    }

    Response create(Instant startsAt, Instant endsAt, String... items) {
        return operator("""
                {"name": "A sale", "startsAt": "%s", "endsAt": "%s", "paymentWindow": "PT5M", "items": [%s]}""".formatted(startsAt, endsAt, String.join(",", items)));
    }

    Response operator(String body) {
        return given().auth()
                .oauth2(TestTokens.operator("ops"))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/flash-sales");
    }

    /** Open now, for an hour. */
    Stall opened(String sku, long quantity, int perUserLimit) {
        var created = create(
                Instant.now().minusSeconds(1), Instant.now().plusSeconds(3_600), item(sku, quantity, perUserLimit));
        return new Stall(
                UUID.fromString(created.then().statusCode(201).extract().path("id")), sku);
    }

    Response buy(Stall stall, String user, String key, int quantity) {
        return buy(stall.sale(), user, key, """
                {"sku": "%s", "quantity": %d}""".formatted(stall.sku(), quantity));
    }

    Response buy(UUID sale, String user, String key, String body) {
        return given().auth()
                .oauth2(TestTokens.customer(user))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/flash-sales/{id}/orders", sale);
    }

    JsonPath ticket(String user, Response bought) {
        return ticketOf(user, bought).then().statusCode(200).extract().jsonPath();
    }

    Response ticketOf(String user, Response bought) {
        return given().auth()
                .oauth2(TestTokens.customer(user))
                .get(bought.path("statusUrl").toString());
    }

    JsonPath sale(UUID id) {
        return given().get("/v1/flash-sales/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    Response cancel(UUID id) {
        return given().auth().oauth2(TestTokens.operator("ops")).post("/v1/flash-sales/{id}/cancel", id);
    }
}
