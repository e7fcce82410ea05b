package io.sluice.inventory.flash;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.sluice.inventory.Crowd;
import io.sluice.inventory.Warehouse;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.stack.TestTokens;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class FlashOrderResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Bazaar bazaar;

    @Inject
    Warehouse warehouse;

    @Inject
    SaleClock clock;

    @Test
    void answers202WithATicketAndDecides() {
        var stall = bazaar.opened(4, 2);

        var bought = bazaar.buy(stall, "alice", "key", 2);

        bought.then()
                .statusCode(202)
                .header("Location", endsWith(bought.path("statusUrl")))
                .header("Idempotency-Replayed", nullValue())
                .body("status", equalTo("QUEUED"))
                .body("pollAfterMillis", both(greaterThanOrEqualTo(0)).and(lessThanOrEqualTo(2_000)))
                .body("statusUrl", equalTo("/v1/flash-sales/" + stall.sale() + "/orders/" + bought.path("orderId")));
        isDecided(bought, "HELD");
        assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(4, 2, 0));
        assertThat(bazaar.ticket("alice", bought).getString("status")).isEqualTo("QUEUED");
    }

    @Test
    void answersTheSameToTheSameKeyBeforeAndAfterTheDecision() {
        var stall = bazaar.opened(4, 2);
        var first = bazaar.buy(stall, "alice", "key", 2);

        var answers = Crowd.of(20, _ -> bazaar.buy(stall, "alice", "key", 2));
        isDecided(first, "HELD");
        var late = bazaar.buy(stall, "alice", "key", 2);

        assertThat(answers).allSatisfy(answer -> isReplay(answer, first));
        isReplay(late, first);
        assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(4, 2, 0));
    }

    private static void isReplay(Response answer, Response first) {
        answer.then().statusCode(202).header("Idempotency-Replayed", "true");
        assertThat(answer.asString()).isEqualTo(first.asString());
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        var stall = bazaar.opened(4, 4);
        var first = bazaar.buy(stall, "alice", "key", 2);

        problem(bazaar.buy(stall, "alice", "key", 1), 422, "idempotency-key-reused");
        isDecided(first, "HELD");
        problem(bazaar.buy(stall, "alice", "key", 1), 422, "idempotency-key-reused");
        problem(bazaar.buy(stall.sale(), "alice", "key", """
                        {"sku": "%s", "quantity": 2, "address": {"recipient": "A", "phone": "1", "line1": "B", "city": "C", "country": "CN"}}""".formatted(stall.sku())), 422, "idempotency-key-reused");
        bazaar.buy(stall, "bob", "key", 1).then().statusCode(202);
    }

    @Test
    void refusesAnotherItemUnderTheSameKey() {
        var one = warehouse.stocked(5);
        var other = warehouse.stocked(5);
        var created = bazaar.create(
                Instant.now(), Instant.now().plusSeconds(60), Bazaar.item(one, 5, 5), Bazaar.item(other, 5, 5));
        var sale = UUID.fromString(created.path("id"));
        var body = "{\"sku\": \"%s\", \"quantity\": 1}";
        var first = bazaar.buy(sale, "alice", "key", body.formatted(one));
        first.then().statusCode(202);

        problem(bazaar.buy(sale, "alice", "key", body.formatted(other)), 422, "idempotency-key-reused")
                .body("orderId", equalTo(first.path("orderId")));
    }

    @Test
    void refusesWhatIsSoldOutWithATicketAllTheSame() {
        var stall = bazaar.opened(2, 2);
        var winner = bazaar.buy(stall, "alice", "key", 2);

        var refused = bazaar.buy(stall, "bob", "key", 1);

        problem(refused, 409, "sold-out");
        assertThat(bazaar.ticket("bob", refused).getString("status")).isEqualTo("QUEUED");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bazaar.sale(stall.sale()).getBoolean("items[0].soldOut"))
                        .isTrue());
        isReplay(bazaar.buy(stall, "alice", "key", 2), winner);
    }

    @Test
    void sellsWhatComesFreeWithinASecondOrSo() {
        var stall = bazaar.opened(1, 1);
        var first = bazaar.buy(stall, "alice", "key", 1);
        isDecided(first, "HELD");
        problem(bazaar.buy(stall, "bob", "key", 1), 409, "sold-out");

        warehouse.release(Bazaar.order(first));

        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> bazaar.buy(stall, "bob", "key", 1).then().statusCode(202));
    }

    /** The first request after the third cancellation is decided; Redis hears of it, and admits no more. */
    @Test
    void barsWhoeverCancelledThreeOrders() {
        var stall = bazaar.opened(10, 10);
        for (var number = 1; number <= 3; number++) {
            var bought = bazaar.buy(stall, "alice", "key " + number, 1);
            isDecided(bought, "HELD");
            warehouse.release(Bazaar.order(bought));
        }
        var decided = bazaar.buy(stall, "alice", "key 4", 1);
        decided.then().statusCode(202);
        isDecided(decided, "REJECTED barred");

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        problem(bazaar.buy(stall, "alice", UUID.randomUUID().toString(), 1), 409, "barred"));
        isReplay(bazaar.buy(stall, "alice", "key 4", 1), decided);
        bazaar.buy(stall, "bob", "key", 1).then().statusCode(202);
    }

    /** Not even Redis is asked; the same key may come again at once. */
    @Test
    void saysThatTooManyComeAtOnce() {
        var stall = bazaar.opened(2, 2);
        QuarkusMock.installMockForType(letsNobodyIn(), Doorkeeper.class);

        problem(bazaar.buy(stall, "alice", "key", 1), 429, "too-many-requests")
                .header("Retry-After", "1")
                .body("statusUrl", startsWith("/v1/flash-sales/" + stall.sale()));
    }

    private Doorkeeper letsNobodyIn() {
        return new Doorkeeper(clock, new KnownPools(null), new RecentTickets(), new SimConfig(3, 0));
    }

    @Test
    void keepsUsersToTheLimit() {
        var stall = bazaar.opened(10, 2);

        problem(bazaar.buy(stall, "alice", "key", 3), 409, "limit-reached");
        bazaar.buy(stall, "alice", "key", 2).then().statusCode(202);
        problem(bazaar.buy(stall, "alice", "another", 1), 409, "limit-reached");
    }

    @Test
    void refusesBeforeTheBeginningAndAfterTheEnd() {
        var now = Instant.now();
        var soon = bazaar.stall(now.plusSeconds(60), now.plusSeconds(120), 1, 1);
        var over = bazaar.stall(now.minusSeconds(60), now.plusMillis(1_500), 1_000, 1_000);

        problem(bazaar.buy(soon, "alice", "key", 1), 409, "not-started");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        problem(bazaar.buy(over, "alice", UUID.randomUUID().toString(), 1), 409, "ended"));
    }

    @Test
    void opensByItself() {
        var now = Instant.now();
        var stall = bazaar.stall(now.plusMillis(1_500), now.plusSeconds(60), 1, 1);
        problem(bazaar.buy(stall, "alice", "key", 1), 409, "not-started");

        await().atMost(PATIENCE)
                .untilAsserted(() -> bazaar.buy(stall, "alice", "key", 1).then().statusCode(202));
    }

    @Test
    void keepsTicketsToThemselves() {
        var stall = bazaar.opened(1, 1);
        var bought = bazaar.buy(stall, "alice", "key", 1);
        String url = bought.path("statusUrl");

        bazaar.ticketOf("bob", url).then().statusCode(404);
        bazaar.ticketOf(
                        "alice",
                        url.replace(stall.sale().toString(), UUID.randomUUID().toString()))
                .then()
                .statusCode(404);
        bazaar.ticketOf("alice", url.substring(0, url.lastIndexOf('/') + 1) + UUID.randomUUID())
                .then()
                .statusCode(404);
        bazaar.ticketOf("alice", url.replace("/orders/0", "/orders/1")).then().statusCode(404); // Of another time.
        given().get(url).then().statusCode(401);
        given().auth().oauth2(TestTokens.operator("ops")).get(url).then().statusCode(403);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sku             | {"quantity": 1}
            sku             | {"sku": "a b", "quantity": 1}
            quantity        | {"sku": "$sku"}
            quantity        | {"sku": "$sku", "quantity": 0}
            quantity        | {"sku": "$sku", "quantity": 10000}
            quantity        | {"sku": "$sku", "quantity": "1"}
            address.country | {"sku": "$sku", "quantity": 1, "address": {"recipient": "A", "phone": "1", "line1": "B", "city": "C", "country": "China"}}
            address.city    | {"sku": "$sku", "quantity": 1, "address": {"recipient": "A", "phone": "1", "line1": "B", "city": "C\\ud83d", "country": "CN"}}
            colour          | {"sku": "$sku", "quantity": 1, "colour": "red"}
            """)
    void saysWhichFieldIsWrong(String field, String body) {
        var stall = bazaar.opened(1, 1);

        bazaar.buy(stall.sale(), "alice", "key", body.replace("$sku", stall.sku()))
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/validation-failed"))
                .body("errors.field", hasItem(field));
    }

    @Test
    void refusesBuyersWhoseNamesCannotBeStored() {
        var stall = bazaar.opened(1, 1);
        var bought = bazaar.buy(stall, "alice", "key", 1);

        bazaar.buy(stall, "a\0b", "key", 1)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/forbidden"));
        bazaar.ticketOf("a\0b", bought.path("statusUrl")).then().statusCode(403);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        var stall = bazaar.opened(1, 1);

        bazaar.buy(stall.sale(), "alice", "key", "{\"sku\": \"another\", \"quantity\": 1}")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/unknown-sku"));
        bazaar.buy(UUID.randomUUID(), "alice", "key", "{\"sku\": \"another\", \"quantity\": 1}")
                .then()
                .statusCode(404);
        bazaar.buy(stall, "alice", "", 1)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/idempotency-key-missing"));
        bazaar.buy(stall, "alice", "x".repeat(256), 1)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/idempotency-key-invalid"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/flash-sales/" + stall.sale() + "/orders")
                .then()
                .statusCode(401);
    }

    /** Sixty buyers, twenty units, everybody clicks twice. */
    @Test
    void sellsExactlyWhatThereIsToACrowd() {
        var stall = bazaar.opened(20, 1);

        var answers = Crowd.of(60, number -> {
            var first = buyPatiently(stall, "buyer-" + number);
            bazaar.buy(stall, "buyer-" + number, "key", 1);
            return first.statusCode();
        });

        assertThat(answers).containsOnly(202, 409);
        assertThat(answers).filteredOn(status -> status == 202).hasSize(20);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(20, 20, 0)));
    }

    /** On a busy machine Redis may keep somebody waiting for too long: the same key finds out. */
    private Response buyPatiently(Bazaar.Stall stall, String user) {
        return await().atMost(PATIENCE)
                .until(() -> bazaar.buy(stall, user, "key", 1), answer -> answer.statusCode() != 503);
    }

    private void isDecided(Response bought, String claim) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(warehouse.claim(Bazaar.order(bought))).isEqualTo(claim));
    }

    /** Every refusal of a sale says where to look, in case the first request had won. */
    private static ValidatableResponse problem(Response refused, int status, String type) {
        return refused.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + type))
                .body("statusUrl", endsWith("/orders/" + refused.path("orderId")));
    }
}
