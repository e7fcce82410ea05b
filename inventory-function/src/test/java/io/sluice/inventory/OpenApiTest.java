package io.sluice.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.stack.TestTokens;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is generated for machines agrees with what is promised: OpenAPI and metrics. */
@QuarkusTest
class OpenApiTest {

    @Test
    void listsExactlyTheCallsThatArePromised() {
        Map<String, Map<String, Object>> paths = given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("paths");

        var calls = new TreeMap<String, Set<String>>();
        paths.forEach((path, methods) -> calls.put(path, new TreeSet<>(methods.keySet())));

        assertThat(calls)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "/v1/stock/{sku}", Set.of("get"),
                        "/v1/stock/{sku}/adjustments", Set.of("post"),
                        "/v1/stock/{sku}/policy", Set.of("put"),
                        "/v1/stock/{sku}/movements", Set.of("get"),
                        "/v1/holds", Set.of("post"),
                        "/v1/holds/{orderId}", Set.of("delete"),
                        "/v1/dead-letters", Set.of("get"),
                        "/v1/dead-letters/{id}/replay", Set.of("post")));
    }

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
