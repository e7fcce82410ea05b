package io.sluice.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.sluice.stack.TestTokens;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bad input gets: a definite problem, and no partial effect. */
@QuarkusTest
class BadInputTest {

    @Inject
    Database database;

    private long ordersBefore;

    @BeforeEach
    void aShop() {
        Shop.sells("lamp");
        Shop.put("off", """
                {"name": "Off", "price": {"minor": 5, "currency": "CNY"}, "onSale": false}""");
        Shop.put("rare", """
                {"name": "Rare", "price": {"minor": 5, "currency": "CNY"}, "onSale": true, "maxPerOrder": 2}""");
        Shop.put("yen", """
                {"name": "Yen", "price": {"minor": 5, "currency": "JPY"}, "onSale": true}""");
        ordersBefore = database.count("SELECT count(*) FROM orders");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            unknown SKU         | {"lines": [{"sku": "nope", "quantity": 1}]}                       | 422 | unknown-sku
            not on sale         | {"lines": [{"sku": "off", "quantity": 1}]}                        | 422 | not-on-sale
            too many of it      | {"lines": [{"sku": "rare", "quantity": 2}, {"sku": "rare", "quantity": 1}]} | 422 | limit-exceeded
            two currencies      | {"lines": [{"sku": "lamp", "quantity": 1}, {"sku": "yen", "quantity": 1}]}  | 422 | mixed-currencies
            quantity 0          | {"lines": [{"sku": "lamp", "quantity": 0}]}                       | 400 | validation-failed
            quantity negative   | {"lines": [{"sku": "lamp", "quantity": -1}]}                      | 400 | validation-failed
            quantity 10,000     | {"lines": [{"sku": "lamp", "quantity": 10000}]}                   | 400 | validation-failed
            quantity beyond int | {"lines": [{"sku": "lamp", "quantity": 99999999999}]}             | 400 | validation-failed
            quantity a fraction | {"lines": [{"sku": "lamp", "quantity": 1.5}]}                     | 400 | validation-failed
            quantity a text     | {"lines": [{"sku": "lamp", "quantity": "1"}]}                     | 400 | validation-failed
            no quantity         | {"lines": [{"sku": "lamp"}]}                                      | 400 | validation-failed
            no lines            | {"lines": []}                                                     | 400 | validation-failed
            a null line         | {"lines": [null]}                                                 | 400 | validation-failed
            neither             | {}                                                                | 400 | validation-failed
            unknown field       | {"lines": [{"sku": "lamp", "quantity": 1}], "coupon": "x"}        | 400 | validation-failed
            odd SKU             | {"lines": [{"sku": "la mp", "quantity": 1}]}                      | 400 | validation-failed
            NUL in a text       | {"lines": [{"sku": "lamp", "quantity": 1}], "remark": "a\\u0000"} | 400 | validation-failed
            no JSON             | {"lines": [                                                       | 400 | malformed-json
            another JSON        | []                                                                | 400 | malformed-json
            two documents       | {"lines": [{"sku": "lamp", "quantity": 1}]} {}                    | 400 | malformed-json
            """)
    void isRefusedWithADefiniteProblem(String what, String body, int status, String type) {
        Shop.order(UUID.randomUUID().toString(), body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + type))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("instance", equalTo("/v1/orders"));

        assertThat(database.count("SELECT count(*) FROM orders")).isEqualTo(ordersBefore);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        Shop.order(UUID.randomUUID().toString(), """
                {"lines": [{"sku": "lamp", "quantity": 0}]}""")
                .body("errors.field", hasItem("lines[0].quantity"))
                .body("errors.message", hasItem("must be greater than or equal to 1"));
    }

    @Test
    void refusesFiftyOneLines() {
        var lines = IntStream.range(0, 51)
                .mapToObj(n -> "{\"sku\": \"lamp\", \"quantity\": 1}")
                .collect(Collectors.joining(","));

        Shop.order(UUID.randomUUID().toString(), "{\"lines\": [" + lines + "]}")
                .statusCode(400)
                .body("errors[0].field", equalTo("lines"));
    }

    @Test
    void refusesATextOfLineEndsAlone() {
        Shop.order(
                        UUID.randomUUID().toString(),
                        "{\"lines\": [{\"sku\": \"lamp\", \"quantity\": 1}], \"remark\": \"" + "\\n".repeat(5_000)
                                + "\"}")
                .statusCode(400)
                .body("errors.field", hasItem("remark"));
    }

    @Test
    void refusesABodyBeyond64KiB() {
        Shop.order(UUID.randomUUID().toString(), "{\"remark\": \"" + "x".repeat(70_000) + "\"}")
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/request-entity-too-large"));
    }

    @Test
    void refusesAnotherContentType() {
        given().auth()
                .oauth2(TestTokens.customer(Shop.BUYER))
                .header("Idempotency-Key", "k")
                .contentType(ContentType.TEXT)
                .body("lamp")
                .post("/v1/orders")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unsupported-media-type"));
    }

    @Test
    void refusesAMissingKey() {
        Shop.as(Shop.BUYER)
                .body(Shop.oneOf("lamp"))
                .post("/v1/orders")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/idempotency-key-missing"));
    }

    @Test
    void refusesWhoHasNoTokenOrAForgedOne() {
        var forged = TestTokens.customer(Shop.BUYER).replaceFirst("\\.[^.]+$", ".AAAA");

        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body(Shop.oneOf("lamp"))
                .post("/v1/orders")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unauthorized"));
        given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + forged)
                .header("Idempotency-Key", "k")
                .body(Shop.oneOf("lamp"))
                .post("/v1/orders")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void refusesTheWrongRole() {
        Shop.as(Shop.BUYER)
                .body("{}")
                .put("/v1/products/lamp")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/forbidden"));
    }

    @Test
    void hidesAnothersOrder() {
        var id = Shop.placed("lamp");

        for (var path : new String[] {"", "/history"}) {
            Shop.as("somebody-else").get("/v1/orders/" + id + path).then().statusCode(404);
        }
        Shop.as("somebody-else").post("/v1/orders/" + id + "/cancel").then().statusCode(404);
        Shop.as("somebody-else").post("/v1/orders/" + id + "/receipt").then().statusCode(404);
        Shop.as("somebody-else")
                .body("{\"provider\": \"stripe\"}")
                .post("/v1/orders/" + id + "/payments")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/orders/nonsense, 404, not-found",
        "/v1/nowhere, 404, not-found",
        "/v1/orders?limit=0, 400, validation-failed",
        "/v1/orders?limit=101, 400, validation-failed",
        "/v1/orders?limit=abc, 400, bad-request",
        "/v1/orders?cursor=abc, 400, invalid-cursor",
        "/v1/orders?status=LOST, 400, bad-request",
        "/v1/orders?from=-1000000000-01-01T00:00:00Z, 400, bad-request",
        "/v1/orders?userId=%00, 400, validation-failed",
        "/v1/products/%00, 400, validation-failed",
        "/v1/products?cursor=%00, 400, validation-failed",
    })
    void answersOddAddressesWithAProblem(String path, int status, String type) {
        Shop.operator()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + type));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "A", "price": {"minor": 0, "currency": "CNY"}, "onSale": true}
            {"name": "A", "price": {"minor": -1, "currency": "CNY"}, "onSale": true}
            {"name": "A", "price": {"minor": 1, "currency": "XYZ9"}, "onSale": true}
            {"name": "", "price": {"minor": 1, "currency": "CNY"}, "onSale": true}
            {"name": "A", "price": {"minor": 1, "currency": "CNY"}}
            {"name": "A", "price": {"minor": 9000000000000000000, "currency": "CNY"}, "onSale": true}
            """)
    void refusesAnImpossibleProduct(String product) {
        Shop.put("lamp", product).statusCode(400).body("type", equalTo("/problems/validation-failed"));
    }
}
