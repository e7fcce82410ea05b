package io.sluice.payment;

import static io.restassured.RestAssured.given;
import static io.sluice.payment.Shop.USER;
import static io.sluice.payment.Shop.anOrder;
import static io.sluice.payment.Shop.openPayment;
import static io.sluice.payment.Shop.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.sluice.contracts.OrderId;
import io.sluice.stack.TestTokens;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator decides about a payment whose provider says two captures of it. */
@QuarkusTest
class ResolutionResourceTest {

    private static final String OPERATOR = TestTokens.operator("olga");

    @Inject
    Rows rows;

    @Test
    void opensACaseWithTheContradiction() {
        var order = anOrder();
        var id = contested(order);

        payment(id)
                .body("status", equalTo("NEEDS_OPERATOR"))
                .body("captured.minor", equalTo(1999))
                .body("contested", hasSize(1))
                .body("contested[0].providerId", equalTo("pi_other" + id))
                .body("contested[0].amount.minor", equalTo(700))
                .body("contested[0].decision", nullValue());
        assertThat(rows.strings("SELECT kind || ' ' || order_id FROM cases WHERE subject LIKE $1", id + "%"))
                .containsExactly("contradictory-payment " + order);
        assertThat(rows.said(id)).hasSize(1);
    }

    @Test
    void sendsTheContestedMoneyBack() {
        var order = anOrder();
        var id = contested(order);

        resolve(id, "REFUND").statusCode(202).body("status", equalTo("CAPTURED"));

        payment(id)
                .body("status", equalTo("CAPTURED"))
                .body("captured.minor", equalTo(1999))
                .body("providerId", equalTo("pi_" + id))
                .body("contested[0].decision", equalTo("REFUND"));
        assertThat(rows.said(id)).containsExactly("payment-captured 1 1999 EUR", "payment-captured 2 700 EUR back");
        assertThat(rows.strings("""
                SELECT payload ->> 'providerId' FROM outbox WHERE payload ->> 'payment' = $1 ORDER BY seq DESC""", id).getFirst()).isEqualTo("pi_other" + id);
        assertThat(rows.strings("SELECT reason FROM cases WHERE subject LIKE $1", id + "%"))
                .containsExactly("REFUND by olga: seen at the provider");
        assertThat(audit(order))
                .containsExactly(
                        "olga payment " + id + ": REFUND of 700 EUR as pi_other" + id + " (seen at the provider)");
    }

    @Test
    void saysOnceMoreWhatStands() {
        var id = contested(anOrder());

        resolve(id, "ACCEPT").statusCode(202).body("status", equalTo("CAPTURED"));

        assertThat(rows.said(id)).containsExactly("payment-captured 1 1999 EUR", "payment-captured 2 1999 EUR");
        Stripe.send(Stripe.event("succeeded", "pi_other" + id, id, 700, "eur").replace("\"evt_", "\"evt_again"))
                .statusCode(200);
        payment(id).body("status", equalTo("CAPTURED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFUND", "ACCEPT"})
    void takesTheSameDecisionAgainWithoutEffect(String decision) {
        var order = anOrder();
        var id = contested(order);

        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 5)
                    .mapToObj(_ ->
                            crowd.submit(() -> resolve(id, decision).extract().statusCode()))
                    .toList();
            assertThat(answers).extracting(answer -> answer.get()).containsOnly(202);
        }

        resolve(id, decision.equals("REFUND") ? "ACCEPT" : "REFUND")
                .statusCode(409)
                .body("type", equalTo("/problems/nothing-to-resolve"));
        assertThat(rows.said(id)).hasSize(2);
        assertThat(audit(order)).hasSize(1);
    }

    @Test
    void decidesNothingWhereNothingIsContested() {
        var id = openPayment(anOrder());

        resolve(id, "REFUND").statusCode(409).body("type", equalTo("/problems/nothing-to-resolve"));
        resolve("0".repeat(32), "REFUND").statusCode(404);
        assertThat(rows.said(id)).isEmpty();
    }

    @Test
    void mustBeToldWhichOfSeveralIsMeant() {
        var id = contested(anOrder());
        Stripe.send(Stripe.event("succeeded", "pi_third" + id, id, 1, "eur")).statusCode(200);
        assertThat(rows.strings("SELECT count(*) FROM cases WHERE subject LIKE $1", id + "%"))
                .containsExactly("2");

        resolve(id, "REFUND").statusCode(409).body("type", equalTo("/problems/several-contested"));
        resolve(id, "REFUND", Map.of("providerId", "pi_third" + id, "amount", Map.of("minor", 1, "currency", "EUR")))
                .statusCode(202)
                .body("status", equalTo("NEEDS_OPERATOR"));
        resolve(id, "ACCEPT").statusCode(409).body("type", equalTo("/problems/several-contested"));
        resolve(id, "ACCEPT", Map.of("providerId", "pi_other" + id, "amount", Map.of("minor", 700, "currency", "EUR")))
                .statusCode(202)
                .body("status", equalTo("CAPTURED"));

        assertThat(rows.said(id))
                .containsExactly(
                        "payment-captured 1 1999 EUR", "payment-captured 2 1 EUR back", "payment-captured 3 1999 EUR");
        assertThat(rows.strings("SELECT count(*) FROM cases WHERE subject LIKE $1 AND closed IS NULL", id + "%"))
                .containsExactly("0");
    }

    @Test
    void isNotDecidedAsACase() {
        var id = contested(anOrder());
        var caseId = rows.strings("SELECT id FROM cases WHERE subject LIKE $1", id + "%")
                .getFirst();

        post("/v1/cases/" + caseId + "/resolution", OPERATOR, Map.of("decision", "CLOSE", "reason", "away with it"))
                .statusCode(409)
                .body("type", equalTo("/problems/decided-elsewhere"))
                .body("resolutionUrl", equalTo("/v1/payments/" + id + "/resolution"));

        payment(id).body("status", equalTo("NEEDS_OPERATOR"));
    }

    @Test
    void isForOperators() {
        var id = contested(anOrder());
        Map<String, Object> request = Map.of("decision", "REFUND", "reason", "mine");

        for (var token : new String[] {TestTokens.customer(USER), TestTokens.service("order-function")}) {
            post("/v1/payments/" + id + "/resolution", token, request).statusCode(403);
        }
        assertThat(rows.said(id)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"LATER, because", "REFUND, ''", "REFUND, ' '", ", because"})
    void refusesWhatIsNoDecision(String decision, String reason) {
        var request = new HashMap<String, Object>();
        request.put("decision", decision);
        request.put("reason", reason);

        post("/v1/payments/" + "0".repeat(32) + "/resolution", OPERATOR, request)
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void refusesHalfOfWhatIsMeant() {
        resolve("0".repeat(32), "REFUND", Map.of("providerId", "pi_1"))
                .statusCode(400)
                .body("type", equalTo("/problems/validation-failed"));
    }

    @Test
    void writesDownWhoAskedAProvider() {
        var order = anOrder();
        var id = openPayment(order);

        Shop.query(id).statusCode(202);
        given().auth()
                .oauth2(TestTokens.service("refund-worker"))
                .post("/v1/payments/" + id + "/query")
                .then()
                .statusCode(202);

        assertThat(audit(order)).containsExactly("ops payment " + id + ": query (asked its provider)");
        given().auth()
                .oauth2(OPERATOR)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items.orderId.flatten()", hasItem(order.toString()));
    }

    /** A payment of 19.99 of which 7.00 are contested. */
    private static String contested(OrderId order) {
        var id = openPayment(order);
        Stripe.send(Stripe.succeeded(id)).statusCode(200);
        Stripe.send(Stripe.event("succeeded", "pi_other" + id, id, 700, "eur")).statusCode(200);
        return id;
    }

    private List<String> audit(OrderId order) {
        return rows.strings(
                "SELECT who || ' ' || what || ' (' || reason || ')' FROM audit WHERE order_id = $1", order.value());
    }

    private static ValidatableResponse resolve(String id, String decision) {
        return resolve(id, decision, Map.of());
    }

    private static ValidatableResponse resolve(String id, String decision, Map<String, Object> meant) {
        var request = new HashMap<>(meant);
        request.put("decision", decision);
        request.put("reason", "seen at the provider");
        return post("/v1/payments/" + id + "/resolution", OPERATOR, request);
    }

    private static ValidatableResponse post(String path, String token, Map<String, Object> request) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(request)
                .post(path)
                .then();
    }
}
