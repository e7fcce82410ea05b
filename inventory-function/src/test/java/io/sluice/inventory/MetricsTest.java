package io.sluice.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.stack.TestTokens;
import org.junit.jupiter.api.Test;

/** What an operator's dashboard reads is there under its name. */
@QuarkusTest
class MetricsTest {

    @Test
    void countsHoldsAndLowPools() {
        given().auth()
                .oauth2(TestTokens.service("order-function"))
                .contentType("application/json")
                .body("""
                {"orderId": "%s", "userId": "alice", "lines": [{"sku": "ghost", "quantity": 1}]}""".formatted(Warehouse.anOrder()))
                .post("/v1/holds")
                .then()
                .statusCode(404);

        var metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();

        assertThat(metrics)
                .contains("sluice_inventory_pools_low", "sluice_inventory_holds_total{outcome=\"unknown-sku\"}");
    }
}
