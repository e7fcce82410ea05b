package io.sluice.order;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CheckoutTest {

    private final String key = UUID.randomUUID().toString();

    @Test
    void placesACheckoutAtItsPricesOnly() {
        Shop.sells("lamp");
        String checkout = Shop.as(Shop.BUYER)
                .body(Shop.oneOf("lamp"))
                .post("/v1/checkouts")
                .then()
                .statusCode(201)
                .body("payable.minor", equalTo(1999))
                .body("problems.size()", equalTo(0))
                .body("expiresAt", notNullValue())
                .extract()
                .path("checkoutId");
        var body = "{\"checkoutId\": \"" + checkout + "\"}";

        Shop.order(key, body).statusCode(201).body("total.minor", equalTo(1999));
        Shop.put("lamp", """
                {"name": "A lamp", "price": {"minor": 2999, "currency": "CNY"}, "onSale": true}""");
        Shop.order(UUID.randomUUID().toString(), body)
                .statusCode(409)
                .body("type", equalTo("/problems/price-changed"))
                .body("skus", contains("lamp"));
        Shop.order(UUID.randomUUID().toString(), "{\"checkoutId\": \"" + UUID.randomUUID() + "\"}")
                .statusCode(409)
                .body("type", equalTo("/problems/checkout-expired"));
    }

    @Test
    void ordersACheckoutAsItWasAskedForOrNotAtAll() {
        Shop.sells("lamp");
        String checkout = Shop.as(Shop.BUYER)
                .body("""
                        {"lines": [{"sku": "lamp", "quantity": 1}, {"sku": "never-heard-of", "quantity": 1}]}""")
                .post("/v1/checkouts")
                .then()
                .statusCode(201)
                .extract()
                .path("checkoutId");

        Shop.order(key, "{\"checkoutId\": \"" + checkout + "\"}")
                .statusCode(422)
                .body("type", equalTo("/problems/unknown-sku"))
                .body("skus", contains("never-heard-of"));
    }

    @Test
    void saysInACheckoutWhatStandsInTheWay() {
        Shop.sells(FakeInventory.GONE);

        Shop.as(Shop.BUYER)
                .body("""
                        {"lines": [{"sku": "gone", "quantity": 1}, {"sku": "never-heard-of", "quantity": 1}]}""")
                .post("/v1/checkouts")
                .then()
                .statusCode(201)
                .body("problems.sku", contains("never-heard-of", "gone"))
                .body("problems.type", contains("unknown-sku", "out-of-stock"));
    }
}
