package io.sluice.inventory;

import static io.restassured.RestAssured.given;
import static io.sluice.inventory.Warehouse.aSku;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.stack.TestTokens;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class StockResourceTest {

    @Inject
    Warehouse warehouse;

    @Test
    void showsEverybodyWhatThereIs() {
        var sku = warehouse.stocked(10);
        warehouse.holding(sku, 3);
        warehouse.sell(warehouse.holding(sku, 2));

        given().get("/v1/stock/" + sku)
                .then()
                .statusCode(200)
                .body("sku", equalTo(sku))
                .body("total", equalTo(10))
                .body("held", equalTo(3))
                .body("sold", equalTo(2))
                .body("available", equalTo(5))
                .body("soldOut", equalTo(false))
                .body("infinite", equalTo(false))
                .body("warning", equalTo(false));
    }

    @Test
    void answers404ToAnUnknownSku() {
        problem(given().get("/v1/stock/" + aSku()).then(), 404, "unknown-sku");
        problem(operator().get("/v1/stock/" + aSku() + "/movements").then(), 404, "unknown-sku");
    }

    @Test
    void answers200ToAnAdjustmentAndItsRepeat() {
        var sku = aSku();

        adjust(sku, adjustment("a-" + sku, "7")).statusCode(200).body("total", equalTo(7));
        adjust(sku, adjustment("a-" + sku, "7")).statusCode(200).body("total", equalTo(7));
        problem(adjust(sku, adjustment("a-" + sku, "8")), 409, "adjustment-id-reused");
        problem(adjust(sku, adjustment("b-" + sku, "-8")), 409, "stock-below-zero");

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(7, 0, 0));
        assertThat(warehouse
                        .query("SELECT who FROM adjustment WHERE sku = $1", Tuple.of(sku))
                        .getFirst()
                        .getString(0))
                .isEqualTo("ops");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1000000001", "-1000000001", "1e99", "1.5", "\"7\"", "null", "\"x\""})
    void answers400ToADeltaThatIsNone(String delta) {
        var sku = warehouse.stocked(1);

        adjust(sku, adjustment("a-" + sku, delta))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("delta"))
                .body("errors.size()", equalTo(1));

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(1, 0, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adjustmentId | {\"delta\": 1, \"reason\": \"delivery\"}",
                "adjustmentId | {\"adjustmentId\": \"\", \"delta\": 1, \"reason\": \"delivery\"}",
                "adjustmentId | {\"adjustmentId\": \"a\\u0000\", \"delta\": 1, \"reason\": \"delivery\"}",
                "reason       | {\"adjustmentId\": \"a\", \"delta\": 1}",
                "reason       | {\"adjustmentId\": \"a\", \"delta\": 1, \"reason\": \"  \"}",
                "reason       | {\"adjustmentId\": \"a\", \"delta\": 1, \"reason\": \"a\\u0000b\"}",
                "delta        | {\"adjustmentId\": \"a\", \"reason\": \"delivery\"}",
                "who          | {\"adjustmentId\": \"a\", \"delta\": 1, \"reason\": \"delivery\", \"who\": \"me\"}",
            })
    void answers400ToAnAdjustmentThatIsNone(String field, String body) {
        problem(adjust(aSku(), body), 400, "validation-failed").body("errors[0].field", equalTo(field));
    }

    @Test
    void answers400ToASkuThatIsNone() {
        problem(given().get("/v1/stock/" + "x".repeat(65)).then(), 400, "validation-failed")
                .body("errors[0].field", equalTo("sku"));
        problem(adjust("l%20mp", adjustment("a", "1")), 400, "validation-failed");
    }

    @Test
    void warnsBelowTheLevelOfThePolicy() {
        var sku = warehouse.stocked(10);

        policy(sku, "{\"infinite\": false, \"warnBelow\": 8}").statusCode(200).body("warning", equalTo(false));
        warehouse.holding(sku, 3);
        given().get("/v1/stock/" + sku).then().body("warning", equalTo(true));
        policy(sku, "{\"infinite\": false}").statusCode(200).body("warning", equalTo(false));
    }

    @Test
    void neverRunsOutWhenThePolicySaysSo() {
        var sku = warehouse.stocked(1);

        policy(sku, "{\"infinite\": true}").statusCode(200).body("infinite", equalTo(true));
        warehouse.holding(sku, 50);
        given().get("/v1/stock/" + sku).then().body("soldOut", equalTo(false)).body("available", equalTo(0));
        problem(policy(sku, "{\"infinite\": false}"), 409, "stock-below-zero");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"warnBelow\": 1}",
                "{\"infinite\": null}",
                "{\"infinite\": \"yes\"}",
                "{\"infinite\": 1}",
                "{\"infinite\": false, \"warnBelow\": -1}",
                "{\"infinite\": false, \"warnBelow\": 1.5}",
                "{\"infinite\": false, \"warnBelow\": 99999999999999999999}",
            })
    void answers400ToAPolicyThatIsNone(String body) {
        policy(warehouse.stocked(1), body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void listsMovementsNewestFirstPageByPage() {
        var sku = warehouse.stocked(10);
        var order = warehouse.holding(sku, 2);
        warehouse.sell(order);
        warehouse.adjust("more-" + sku, sku, 5);
        warehouse.holding(sku, 1);

        var seqs = new ArrayList<Long>();
        String cursor = null;
        do {
            var page = movements(sku, "limit=2" + (cursor == null ? "" : "&cursor=" + cursor))
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seqs.addAll(page.getList("items.seq", Long.class));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(seqs)
                .containsExactlyElementsOf(LongStream.of(5, 4, 3, 2, 1).boxed().toList());
        movements(sku, "limit=100")
                .body("nextCursor", nullValue())
                .body("items[2].reason", equalTo("SOLD"))
                .body("items[2].heldDelta", equalTo(-2))
                .body("items[2].soldDelta", equalTo(2))
                .body("items[2].totalDelta", equalTo(0))
                .body("items[2].changes[0].orderId", equalTo(order.toString()))
                .body("items[2].changes[0].userId", equalTo("alice"))
                .body("items[2].changes[0].state", equalTo("SOLD"))
                .body("items[1].changes", equalTo(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "cursor=!",
                "cursor=-1",
                "cursor=1y2p0ij32e8e8",
                "cursor=zzzzzzzzzzzzzzzzzz"
            })
    void refusesAPageThatIsNone(String query) {
        movements(warehouse.stocked(1), query).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void letsOnlyOperatorsChangeStockAndSeeTheLedger() {
        var sku = warehouse.stocked(1);
        var body = adjustment("a-" + sku, "1");

        for (var token : List.of(TestTokens.customer("alice"), TestTokens.service("order-function"))) {
            given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/v1/stock/" + sku + "/adjustments")
                    .then()
                    .statusCode(403);
            given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body("{\"infinite\": true}")
                    .put("/v1/stock/" + sku + "/policy")
                    .then()
                    .statusCode(403);
            given().auth()
                    .oauth2(token)
                    .get("/v1/stock/" + sku + "/movements")
                    .then()
                    .statusCode(403);
        }
        problem(given().get("/v1/stock/" + sku + "/movements").then(), 401, "unauthorized")
                .header("WWW-Authenticate", containsString("Bearer"));

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(1, 0, 0));
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(TestTokens.operator("ops")).contentType(ContentType.JSON);
    }

    private static String adjustment(String id, String delta) {
        return "{\"adjustmentId\": \"%s\", \"delta\": %s, \"reason\": \"delivery\"}".formatted(id, delta);
    }

    private static ValidatableResponse adjust(String sku, String body) {
        return operator()
                .urlEncodingEnabled(false)
                .body(body)
                .post("/v1/stock/" + sku + "/adjustments")
                .then()
                .body(not(containsString("io.sluice")));
    }

    private static ValidatableResponse policy(String sku, String body) {
        return operator().body(body).put("/v1/stock/" + sku + "/policy").then();
    }

    private static ValidatableResponse movements(String sku, String query) {
        return operator()
                .urlEncodingEnabled(false)
                .get("/v1/stock/" + sku + "/movements?" + query)
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String type) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + type));
    }
}
