package io.sluice.inventory.flash;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.Warehouse;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.stack.TestTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/** A flash sale as its operator and its buyers see it: over HTTP. Each test has SKUs of its own. */
@ApplicationScoped
class Bazaar {

    /** A sale of one SKU. */
    record Stall(UUID sale, String sku, long pool) {

        /** A request as the gate would admit it now. */
        FlashRequest request(String user, int quantity) {
            return request(user, quantity, Instant.now());
        }

        FlashRequest request(String user, int quantity, Instant admittedAt) {
            return new FlashRequest(
                    Warehouse.anOrder(),
                    sale,
                    pool,
                    sku,
                    user,
                    quantity,
                    new Money(999, Currency.getInstance("CNY")),
                    Duration.ofMinutes(5),
                    null,
                    "00ff",
                    admittedAt);
        }
    }

    private final Warehouse warehouse;

    Bazaar(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    static String item(String sku, long quantity, int perUserLimit) {
        return """
                {"sku": "%s", "quantity": %d, "price": {"minor": 999, "currency": "CNY"}, "perUserLimit": %d}""".formatted(sku, quantity, perUserLimit);
    }

    Response create(Instant startsAt, Instant endsAt, String... items) {
        return create("""
                {"name": "A sale", "startsAt": "%s", "endsAt": "%s", "paymentWindow": "PT5M", "items": [%s]}""".formatted(startsAt, endsAt, String.join(",", items)));
    }

    Response create(String body) {
        return given().auth()
                .oauth2(TestTokens.operator("ops"))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/flash-sales");
    }

    /** Open now, for an hour, of a SKU that has nothing else. */
    Stall opened(long quantity, int perUserLimit) {
        return stall(Instant.now().minusSeconds(1), Instant.now().plusSeconds(3_600), quantity, perUserLimit);
    }

    Stall stall(Instant startsAt, Instant endsAt, long quantity, int perUserLimit) {
        var sku = warehouse.stocked(quantity);
        var created = create(startsAt, endsAt, item(sku, quantity, perUserLimit));
        var sale = UUID.fromString(created.then().statusCode(201).extract().path("id"));
        return new Stall(sale, sku, warehouse.pool(sale, sku));
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

    /** The order that a request is about, taken or refused. */
    static OrderId order(Response bought) {
        return OrderId.parse(bought.path("orderId"));
    }

    JsonPath ticket(String user, Response bought) {
        return ticketOf(user, bought.path("statusUrl"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    Response ticketOf(String user, String url) {
        return given().auth().oauth2(TestTokens.customer(user)).get(url);
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
