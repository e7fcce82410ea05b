package io.sluice.e2e;

import io.restassured.path.json.JsonPath;
import io.sluice.stack.Function;
import io.sluice.stack.LocalSystem;
import io.sluice.stack.Role;
import java.util.UUID;

/** What an operator does. */
final class Shop {

    private static final int PRICE = 1999;

    private final LocalSystem system;
    private final Calls operator;

    Shop(LocalSystem system) {
        this.system = system;
        operator = Calls.as(system, Role.OPERATOR, "operator-1");
    }

    Customer customer(String name) {
        return new Customer(name + "-" + UUID.randomUUID(), system);
    }

    /** A product of its own for each story, so that they do not see each other. */
    String sells(String name, int units) {
        var sku = name + "-" + UUID.randomUUID().toString().substring(0, 8);
        operator.to(Function.ORDER)
                .body("""
                        {"name": "%s", "price": {"minor": %d, "currency": "CNY"}, "onSale": true}""".formatted(name, PRICE))
                .put("/v1/products/{sku}", sku)
                .then()
                .statusCode(200);
        operator.to(Function.INVENTORY)
                .body("""
                        {"adjustmentId": "%s", "delta": %d, "reason": "delivery"}""".formatted(UUID.randomUUID(), units))
                .post("/v1/stock/{sku}/adjustments", sku)
                .then()
                .statusCode(200);
        return sku;
    }

    void ships(String order) {
        operator.to(Function.ORDER)
                .body("""
                        {"carrier": "SF", "trackingNumber": "SF100"}""")
                .post("/v1/orders/{id}/shipment", order)
                .then()
                .statusCode(200);
    }

    Stock stock(String sku) {
        var figures = operator.to(Function.INVENTORY)
                .get("/v1/stock/{sku}", sku)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return new Stock(figures.getInt("available"), figures.getInt("held"), figures.getInt("sold"));
    }

    JsonPath movements(String sku) {
        return operator.to(Function.INVENTORY)
                .get("/v1/stock/{sku}/movements", sku)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** A pool's figures. */
    record Stock(int available, int held, int sold) {}
}
