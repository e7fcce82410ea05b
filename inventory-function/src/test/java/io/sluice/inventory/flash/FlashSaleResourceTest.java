package io.sluice.inventory.flash;

import static io.restassured.RestAssured.given;
import static io.sluice.inventory.flash.Bazaar.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.sluice.inventory.Crowd;
import io.sluice.inventory.Warehouse;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.Warehouse.Step;
import io.sluice.stack.TestTokens;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class FlashSaleResourceTest {

    private static final Instant SOON = Instant.now().plusSeconds(3_600);
    private static final Instant LATER = SOON.plusSeconds(3_600);

    @Inject
    Bazaar bazaar;

    @Inject
    Warehouse warehouse;

    @Inject
    Redises redis;

    @Inject
    FlashConfig config;

    @Test
    void movesTheUnitsOutOfTheOrdinaryStock() {
        var sku = warehouse.stocked(10);

        var created = bazaar.create(SOON, LATER, item(sku, 4, 2));

        created.then()
                .statusCode(201)
                .header("Location", endsWith("/v1/flash-sales/" + created.path("id")))
                .body("name", equalTo("A sale"))
                .body("status", equalTo("SCHEDULED"))
                .body(
                        "startsAt",
                        equalTo(Instant.ofEpochMilli(SOON.toEpochMilli()).toString()))
                .body("paymentWindow", equalTo("PT5M"))
                .body("serverTime", notNullValue())
                .body("items.sku", contains(sku))
                .body("items[0].quantity", equalTo(4))
                .body("items[0].price.minor", equalTo(999))
                .body("items[0].perUserLimit", equalTo(2))
                .body("items[0].soldOut", equalTo(false));
        var pool = warehouse.pool(UUID.fromString(created.path("id")), sku);
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(6, 0, 0));
        assertThat(warehouse.figures(pool)).isEqualTo(new Figures(4, 0, 0));
        assertThat(warehouse.movements(sku)).endsWith(new Step(2, 0, 0, -4, "TO_SALE"));
        assertThat(warehouse.movements(pool)).containsExactly(new Step(1, 0, 0, 4, "TO_SALE"));
        given().get("/v1/stock/" + sku).then().body("total", equalTo(6));
    }

    /** A sale that opens without a load would cost its first buyers one. */
    @Test
    void loadsASaleBeforeItBeginsThoughNobodyAsks() {
        var begins = Instant.now().plus(config.preheat()).plusSeconds(3);
        var stall = bazaar.stall(begins, begins.plusSeconds(60), 5, 2);
        assertThat(loaded(stall)).isEqualTo("0");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(loaded(stall)).isEqualTo("1"));
    }

    private String loaded(Bazaar.Stall stall) {
        return redis.send(Command.EXISTS, "pool:{" + stall.pool() + "}").toString();
    }

    @Test
    void makesNothingIfOneOfTheItemsHasTooLittle() {
        var plenty = warehouse.stocked(10);
        var scarce = warehouse.stocked(3);
        warehouse.holding(scarce, 1);

        bazaar.create(SOON, LATER, item(plenty, 4, 2), item(scarce, 3, 2))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/out-of-stock"))
                .body("skus", contains(scarce));

        assertThat(warehouse.figures(plenty)).isEqualTo(new Figures(10, 0, 0));
        assertThat(warehouse.query("SELECT FROM pool WHERE sku = $1", Tuple.of(plenty)))
                .hasSize(1);
    }

    @Test
    void takesNothingThatIsUnknownOrNeverRunsOut() {
        var endless = warehouse.stocked(10);
        warehouse.query("UPDATE pool SET infinite = true WHERE sku = $1", Tuple.of(endless));

        bazaar.create(SOON, LATER, item(endless, 1, 1), item("unheard-of", 1, 1))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/out-of-stock"))
                .body("skus", contains(endless, "unheard-of"));
    }

    @Test
    void sellsASkuInOneSaleAtATime() {
        var stall = bazaar.stall(SOON, LATER, 5, 2);
        warehouse.arrives(stall.sku(), 5);

        bazaar.create(SOON, LATER, item(stall.sku(), 1, 1))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/sku-in-another-sale"))
                .body("skus", contains(stall.sku()));
        assertThat(warehouse.figures(stall.sku())).isEqualTo(new Figures(5, 0, 0));
    }

    @Test
    void makesOneOfManySalesOfTheSameSku() {
        var sku = warehouse.stocked(100);

        var answers =
                Crowd.of(8, _ -> bazaar.create(SOON, LATER, item(sku, 10, 1)).statusCode());

        assertThat(answers)
                .containsOnlyOnce(201)
                .filteredOn(status -> status == 409)
                .hasSize(7);
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(90, 0, 0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name          | {"name": " ", "startsAt": "$soon", "endsAt": "$later", "paymentWindow": "PT5M", "items": [$item]}
            name          | {"name": "a\\u0000b", "startsAt": "$soon", "endsAt": "$later", "paymentWindow": "PT5M", "items": [$item]}
            startsAt      | {"name": "A", "endsAt": "$later", "paymentWindow": "PT5M", "items": [$item]}
            startsAt      | {"name": "A", "startsAt": "soon", "endsAt": "$later", "paymentWindow": "PT5M", "items": [$item]}
            endInRange    | {"name": "A", "startsAt": "$later", "endsAt": "$soon", "paymentWindow": "PT5M", "items": [$item]}
            endInRange    | {"name": "A", "startsAt": "$soon", "endsAt": "2999-01-01T00:00:00Z", "paymentWindow": "PT5M", "items": [$item]}
            endsAt        | {"name": "A", "startsAt": "2020-01-01T00:00:00Z", "endsAt": "2020-01-02T00:00:00Z", "paymentWindow": "PT5M", "items": [$item]}
            paymentWindowInRange | {"name": "A", "startsAt": "$soon", "endsAt": "$later", "paymentWindow": "PT0S", "items": [$item]}
            paymentWindowInRange | {"name": "A", "startsAt": "$soon", "endsAt": "$later", "paymentWindow": "P2D", "items": [$item]}
            items         | {"name": "A", "startsAt": "$soon", "endsAt": "$later", "paymentWindow": "PT5M", "items": []}
            eachSkuOnce   | {"name": "A", "startsAt": "$soon", "endsAt": "$later", "paymentWindow": "PT5M", "items": [$item, $item]}
            items[0].sku  | {"name": "A", "startsAt": "$soon", "endsAt": "$later", "paymentWindow": "PT5M", "items": [{"sku": "a b", "quantity": 1, "price": {"minor": 1, "currency": "CNY"}, "perUserLimit": 1}]}
            items[0].quantity | {"name": "A", "startsAt": "$soon", "endsAt": "$later", "paymentWindow": "PT5M", "items": [{"sku": "a", "quantity": 0, "price": {"minor": 1, "currency": "CNY"}, "perUserLimit": 1}]}
            items[0].price.currency | {"name": "A", "startsAt": "$soon", "endsAt": "$later", "paymentWindow": "PT5M", "items": [{"sku": "a", "quantity": 1, "price": {"minor": 1, "currency": "ZZZZ"}, "perUserLimit": 1}]}
            items[0].priceInRange | {"name": "A", "startsAt": "$soon", "endsAt": "$later", "paymentWindow": "PT5M", "items": [{"sku": "a", "quantity": 1, "price": {"minor": 0, "currency": "CNY"}, "perUserLimit": 1}]}
            items[0].perUserLimit | {"name": "A", "startsAt": "$soon", "endsAt": "$later", "paymentWindow": "PT5M", "items": [{"sku": "a", "quantity": 1, "price": {"minor": 1, "currency": "CNY"}, "perUserLimit": 0}]}
            colour        | {"name": "A", "colour": "red", "startsAt": "$soon", "endsAt": "$later", "paymentWindow": "PT5M", "items": [$item]}
            """)
    void saysWhichFieldIsWrong(String field, String body) {
        var filled = body.replace("$soon", SOON.toString())
                .replace("$later", LATER.toString())
                .replace("$item", item("lamp", 1, 1));

        bazaar.create(filled)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/validation-failed"))
                .body("errors.field", hasItem(field));
    }

    @Test
    void isMadeAndCancelledByOperatorsAlone() {
        var stall = bazaar.stall(SOON, LATER, 1, 1);
        for (var token : new String[] {TestTokens.customer("alice"), TestTokens.service("order-function")}) {
            given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body("{}")
                    .post("/v1/flash-sales")
                    .then()
                    .statusCode(403);
            given().auth()
                    .oauth2(token)
                    .post("/v1/flash-sales/" + stall.sale() + "/cancel")
                    .then()
                    .statusCode(403);
        }
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/flash-sales")
                .then()
                .statusCode(401);
    }

    @Test
    void tellsEverybodyWhereASaleIs() {
        var now = Instant.now();
        var scheduled = bazaar.stall(SOON, LATER, 1, 1);
        var open = bazaar.opened(1, 1);
        var over = bazaar.stall(now.minusSeconds(60), now.plusMillis(1_500), 1, 1);

        assertThat(bazaar.sale(scheduled.sale()).getString("status")).isEqualTo("SCHEDULED");
        assertThat(bazaar.sale(open.sale()).getString("status")).isEqualTo("OPEN");
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> bazaar.sale(over.sale()).getString("status").equals("ENDED"));
        given().get("/v1/flash-sales/" + UUID.randomUUID()).then().statusCode(404);
        given().get("/v1/flash-sales/lamp").then().statusCode(404);
    }

    @Test
    void closesACancelledSaleAtOnceAndOnce() {
        var stall = bazaar.opened(5, 5);

        bazaar.cancel(stall.sale()).then().statusCode(200).body("status", equalTo("CANCELLED"));
        bazaar.cancel(stall.sale()).then().statusCode(200).body("status", equalTo("CANCELLED"));

        bazaar.buy(stall, "alice", "key", 1).then().statusCode(409).body("type", equalTo("/problems/ended"));
        assertThat(bazaar.sale(stall.sale()).getString("status")).isEqualTo("CANCELLED");
        bazaar.cancel(UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void cannotCancelWhatIsOver() {
        var stall = bazaar.opened(5, 5);
        warehouse.query(
                "UPDATE sale SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' WHERE id = $1",
                Tuple.of(stall.sale()));

        bazaar.cancel(stall.sale()).then().statusCode(409).body("type", equalTo("/problems/ended"));
    }

    @Test
    void listsSalesTheNewestFirstPageByPage() {
        var first = bazaar.stall(SOON, LATER, 1, 1);
        var second = bazaar.stall(SOON, LATER, 1, 1);
        var third = bazaar.stall(SOON, LATER, 1, 1);

        var seen = new ArrayList<String>();
        Response page = given().queryParam("limit", 1).get("/v1/flash-sales");
        for (var round = 0; round < 3; round++) {
            seen.add(page.path("items[0].id"));
            page = given().queryParam("limit", 1)
                    .queryParam("cursor", page.<String>path("nextCursor"))
                    .get("/v1/flash-sales");
        }

        assertThat(seen)
                .containsExactly(
                        third.sale().toString(),
                        second.sale().toString(),
                        first.sale().toString());
        given().queryParam("cursor", "lamp")
                .get("/v1/flash-sales")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-cursor"));
        given().queryParam("limit", 101).get("/v1/flash-sales").then().statusCode(400);
    }
}
