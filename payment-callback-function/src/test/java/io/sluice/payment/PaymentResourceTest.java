package io.sluice.payment;

import static io.restassured.RestAssured.given;
import static io.sluice.payment.Shop.USER;
import static io.sluice.payment.Shop.anOrder;
import static io.sluice.payment.Shop.get;
import static io.sluice.payment.Shop.open;
import static io.sluice.payment.Shop.openPayment;
import static io.sluice.payment.Shop.requestFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.stack.TestTokens;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PaymentResourceTest {

    private static final String OPERATOR = TestTokens.operator("ops");

    @Test
    void answers201WithWhatTheBuyerDoesNext() {
        var order = anOrder();

        var answer = open(order).statusCode(201);

        String id = answer.extract().path("paymentId");
        assertThat(id).matches("[0-9a-f]{32}");
        answer.header("Location", endsWith("/v1/payments/" + id))
                .body("id", equalTo(id))
                .body("orderId", equalTo(order.toString()))
                .body("provider", equalTo("stripe"))
                .body("status", equalTo("PENDING"))
                .body("amount.minor", equalTo(1999))
                .body("amount.currency", equalTo("EUR"))
                .body("action.type", equalTo("CLIENT_SECRET"))
                .body("action.value", startsWith("pi_"))
                .body("expiresAt", equalTo("2999-01-01T00:00:00Z"));
    }

    @Test
    void answersTheSameAgainWhileThePaymentIsOpen() {
        var order = anOrder();
        var first = open(order).statusCode(201).extract().body().asString();

        var again = open(order).statusCode(201).extract().body().asString();

        assertThat(again).isEqualTo(first);
    }

    @ParameterizedTest(name = "{0} = {1}: {2} {3}")
    @CsvSource({
        "payBy, 2020-01-01T00:00:00Z, 409, not-payable",
        "provider, paypal, 422, provider-unavailable",
        "provider, Stripe, 400, validation-failed",
        "orderId, 7, 400, validation-failed",
        "userId, '', 400, validation-failed",
        "subject, '', 400, validation-failed",
        "payBy, tomorrow, 400, validation-failed",
        "unknown, 1, 400, validation-failed",
    })
    void refusesWhatCannotBePaid(String field, String value, int status, String type) {
        var request = new HashMap<>(requestFor(anOrder()));
        request.put(field, value);

        open(request)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + type));
    }

    @ParameterizedTest
    @CsvSource({"0, EUR", "-1, EUR", "1, DOUBLOON", "1.5, EUR", "99999999999999999999, EUR"})
    void refusesAnAmountThatIsNone(String minor, String currency) {
        var request = new HashMap<>(requestFor(anOrder()));
        request.put("amount", Map.of("minor", new BigDecimal(minor), "currency", currency));

        open(request).statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[]", "null"})
    void refusesWhatIsNoRequest(String body) {
        open(body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void refusesWhatStripeCannotTake() {
        var request = new HashMap<>(requestFor(anOrder()));
        request.put("amount", Map.of("minor", 123_456_789, "currency", "EUR"));

        String id = open(request)
                .statusCode(502)
                .body("type", equalTo("/problems/provider-refused"))
                .extract()
                .path("paymentId");

        Shop.payment(id).body("status", equalTo("FAILED"));
        Shop.query(id).statusCode(202).body("status", equalTo("FAILED"));
    }

    @Test
    void opensForOtherFunctionsOnly() {
        for (var token : List.of(TestTokens.customer(USER), OPERATOR)) {
            given().auth()
                    .oauth2(token)
                    .contentType("application/json")
                    .body(requestFor(anOrder()))
                    .post("/v1/payments")
                    .then()
                    .statusCode(403);
        }
        given().contentType("application/json")
                .body(requestFor(anOrder()))
                .post("/v1/payments")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void showsAPaymentToItsOwnerAndToOperators() {
        var id = openPayment(anOrder());

        for (var token : List.of(TestTokens.customer(USER), OPERATOR)) {
            get("/v1/payments/" + id, token)
                    .statusCode(200)
                    .body("id", equalTo(id))
                    .body("status", equalTo("PENDING"))
                    .body("action", nullValue());
        }
    }

    @Test
    void tellsNobodyOfAnothersPayment() {
        var order = anOrder();
        var id = openPayment(order);
        var mallory = TestTokens.customer("mallory");

        get("/v1/payments/" + id, mallory).statusCode(404).body("type", equalTo("/problems/not-found"));
        get("/v1/payments?orderId=" + order, mallory).statusCode(404);
        get("/v1/payments/" + "0".repeat(32), mallory).statusCode(404);
        get("/v1/payments/nonsense", mallory).statusCode(404);
        get("/v1/payments/" + id, TestTokens.service("order-function")).statusCode(403);
    }

    @Test
    void listsThePaymentsOfAnOrder() {
        var order = anOrder();
        var id = openPayment(order);

        get("/v1/payments?orderId=" + order, TestTokens.customer(USER))
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(id))
                .body("nextCursor", nullValue());
    }

    @Test
    void pagesThroughPaymentsByStatusNewestFirst() {
        var mine = List.of(openPayment(anOrder()), openPayment(anOrder()), openPayment(anOrder()));
        var seen = new LinkedHashSet<String>();
        String cursor = null;

        do {
            var page = get(
                            "/v1/payments?status=PENDING&limit=2" + (cursor == null ? "" : "&cursor=" + cursor),
                            OPERATOR)
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(seen.addAll(page.getList("items.id", String.class))).isTrue();
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(seen).containsAll(mine);
        assertThat(seen.stream().filter(mine::contains).toList()).isEqualTo(mine.reversed());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400",
        "?status=LOST, 400",
        "?status=PENDING&limit=0, 400",
        "?status=PENDING&limit=101, 400",
        "?status=PENDING&cursor=x, 400",
        "?orderId=7, 400",
    })
    void refusesALookupThatMeansNothing(String query, int status) {
        get("/v1/payments" + query, OPERATOR).statusCode(status).contentType("application/problem+json");
    }

    @Test
    void listsByStatusForOperatorsOnly() {
        get("/v1/payments?status=PENDING", TestTokens.customer(USER)).statusCode(403);
    }

    @Test
    void queriesForOtherFunctionsAndOperatorsOnly() {
        var id = openPayment(anOrder());

        Shop.query(id).statusCode(202).body("status", equalTo("PENDING"));
        Shop.query("0".repeat(32)).statusCode(404);
        given().auth()
                .oauth2(TestTokens.customer(USER))
                .post("/v1/payments/" + id + "/query")
                .then()
                .statusCode(403);
    }
}
