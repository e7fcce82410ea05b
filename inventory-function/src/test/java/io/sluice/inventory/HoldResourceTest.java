package io.sluice.inventory;

import static io.restassured.RestAssured.given;
import static io.sluice.inventory.Warehouse.aSku;
import static io.sluice.inventory.Warehouse.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.stack.TestTokens;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HoldResourceTest {

    @Inject
    Warehouse warehouse;

    @Test
    void answers200ToAHoldAndItsRepeat() {
        var sku = warehouse.stocked(5);
        var order = anOrder();

        hold(order, line(sku, "2")).statusCode(200);
        hold(order, line(sku, "2"))
                .statusCode(200)
                .body("orderId", equalTo(order.toString()))
                .body("state", equalTo("HELD"));

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 2, 0));
    }

    @Test
    void answers409WithTheScarceSkusAlsoToARepeat() {
        var sku = warehouse.stocked(1);
        var plenty = warehouse.stocked(100);
        var order = anOrder();

        for (var time = 0; time < 2; time++) {
            problem(hold(order, line(plenty, "1") + "," + line(sku, "2")), 409, "out-of-stock")
                    .body("skus", equalTo(List.of(sku)))
                    .body("orderId", equalTo(order.toString()));
        }
    }

    @Test
    void answers409WhenTheOrderEnded() {
        var sku = warehouse.stocked(5);
        var order = anOrder();
        release(order.toString()).statusCode(204);

        problem(hold(order, line(sku, "1")), 409, "released").body("orderId", equalTo(order.toString()));
    }

    @Test
    void answers409WhenTheOrderAskedForOtherLines() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 1);

        problem(hold(order, line(sku, "2")), 409, "order-id-reused");
    }

    @Test
    void answers404ToAnUnknownSku() {
        var sku = aSku();

        problem(hold(anOrder(), line(sku, "1")), 404, "unknown-sku").body("skus", equalTo(List.of(sku)));
    }

    @Test
    void answers204ToAReleaseHoweverOftenItIsSaid() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 2);

        release(order.toString()).statusCode(204);
        release(order.toString()).statusCode(204);

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 0));
    }

    @Test
    void answers404ToAReleaseOfWhatIsNoOrderId() {
        problem(release("lamp"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000000", "99999999999", "1.5", "\"2\"", "null", "\"many\"", "true"})
    void answers400ToAQuantityThatIsNone(String quantity) {
        var sku = warehouse.stocked(5);

        hold(anOrder(), line(sku, quantity))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("lines[0].quantity"))
                .body(not(containsString("io.sluice")));

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 0));
    }

    @Test
    void takesTheLargestMergedQuantity() {
        var sku = warehouse.stocked(1_000_000);

        hold(anOrder(), line(sku, "999999")).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "l\u00e4mp", "a/b", "a\\nb", "a'; DROP TABLE pool; --"})
    void answers400ToASkuThatIsNone(String sku) {
        problem(hold(anOrder(), line(sku, "1")), 400, "validation-failed")
                .body("errors[0].field", equalTo("lines[0].sku"));
    }

    @Test
    void answers400ToNoLinesAndToTooMany() {
        var lines = IntStream.range(0, 51)
                .mapToObj(number -> line("s" + number, "1"))
                .collect(Collectors.joining(","));

        problem(hold(anOrder(), ""), 400, "validation-failed").body("errors[0].field", equalTo("lines"));
        problem(hold(anOrder(), lines), 400, "validation-failed").body("errors[0].field", equalTo("lines"));
        problem(hold(anOrder(), "null"), 400, "validation-failed").body("errors[0].field", equalTo("lines[0]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "\"lamp\"",
                "{\"orderId\": \"lamp\", \"userId\": \"alice\", \"lines\": [{\"sku\": \"lamp\", \"quantity\": 1}]}",
                "{\"orderId\": \"0199aaaa-0000-7000-8000-000000000000\", \"userId\": \"a\\u0000b\", \"lines\": [{\"sku\": \"lamp\", \"quantity\": 1}]}",
                "{\"orderId\": \"0199aaaa-0000-7000-8000-000000000000\", \"userId\": \"\", \"lines\": [{\"sku\": \"lamp\", \"quantity\": 1}]}",
                "{\"orderId\": \"0199aaaa-0000-7000-8000-000000000000\", \"userId\": \"alice\", \"lines\": [{\"sku\": \"lamp\", \"quantity\": 1, \"price\": 1}]}",
                "{\"orderId\": \"0199aaaa-0000-7000-8000-000000000000\", \"lines\": [{\"sku\": \"lamp\", \"quantity\": 1}]}",
            })
    void answers400ToABodyThatIsNoHold(String body) {
        post(TestTokens.service("order-function"), body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body(not(containsString("io.sluice")))
                .body(not(containsString("java.")));
    }

    @Test
    void answers415And413And405AsProblems() {
        given().auth()
                .oauth2(TestTokens.service("order-function"))
                .contentType(ContentType.TEXT)
                .body("lamp")
                .post("/v1/holds")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        post(TestTokens.service("order-function"), "x".repeat(70_000))
                .statusCode(413)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(TestTokens.service("order-function"))
                .put("/v1/holds")
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
    }

    @Test
    void letsOnlyFunctionsHoldAndRelease() {
        var order = anOrder();

        post(TestTokens.customer("alice"), "{}").statusCode(403).contentType("application/problem+json");
        post(TestTokens.operator("ops"), "{}").statusCode(403);
        given().body("{}")
                .contentType(ContentType.JSON)
                .post("/v1/holds")
                .then()
                .statusCode(401);
        given().auth().oauth2("forged").delete("/v1/holds/" + order).then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.customer("alice"))
                .delete("/v1/holds/" + order)
                .then()
                .statusCode(403);

        assertThat(warehouse.claim(order)).isEmpty();
    }

    private static String line(String sku, String quantity) {
        return "{\"sku\": \"%s\", \"quantity\": %s}".formatted(sku, quantity);
    }

    private static ValidatableResponse hold(OrderId order, String lines) {
        var body = "{\"orderId\": \"%s\", \"userId\": \"alice\", \"lines\": [%s]}".formatted(order, lines);
        return post(TestTokens.service("order-function"), body);
    }

    private static ValidatableResponse post(String token, String body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/holds")
                .then();
    }

    private static ValidatableResponse release(String order) {
        return given().auth()
                .oauth2(TestTokens.service("order-function"))
                .delete("/v1/holds/" + order)
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String type) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + type))
                .body("status", equalTo(status));
    }
}
