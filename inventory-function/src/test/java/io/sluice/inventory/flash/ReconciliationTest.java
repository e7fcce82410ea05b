package io.sluice.inventory.flash;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.sluice.inventory.Warehouse;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.flash.Bazaar.Stall;
import io.sluice.stack.TestTokens;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A comparison that cannot be seen to find anything proves nothing. */
@QuarkusTest
class ReconciliationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Bazaar bazaar;

    @Inject
    Warehouse warehouse;

    @Inject
    Redises redis;

    @Test
    void findsNothingWhereEverythingIsAsItShouldBe() {
        var stall = sale();

        assertThat(kindsOf(stall, compare())).isEmpty();

        var last = get();
        assertThat(last.getString("at")).isNotNull();
        assertThat(last.getLong("pools")).isGreaterThan(1);
        assertThat(kindsOf(stall, last)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "HELD, UPDATE pool SET held = held + 1 WHERE id = $1, UPDATE pool SET held = held - 1 WHERE id = $1",
        "SOLD, UPDATE pool SET sold = sold + 1 WHERE id = $1, UPDATE pool SET sold = sold - 1 WHERE id = $1",
    })
    void findsCountersThatAreNotTheSumOfTheirOrders(String kind, String wrong, String right) {
        var stall = sale();
        warehouse.query(wrong, Tuple.of(stall.pool()));

        var report = compare();

        warehouse.query(right, Tuple.of(stall.pool()));
        assertThat(kindsOf(stall, report)).containsExactly(kind);
    }

    @Test
    void findsAndMendsWrongFiguresInRedis() {
        var stall = sale();
        redis.send(Command.HINCRBY, key(stall), "durable", 1);

        assertThat(kindsOf(stall, compare())).containsExactly("GATE_FIGURES");

        assertThat(kindsOf(stall, compare())).isEmpty();
        assertThat(redis.send(Command.HGET, key(stall), "durable").toString()).isEqualTo("1");
    }

    @Test
    void findsAndMendsARedisThatIsBeyondPostgreSql() {
        var stall = sale();
        redis.send(Command.HSET, key(stall), "applied", 99, "durable", 7);

        assertThat(kindsOf(stall, compare())).containsExactly("GATE_BEYOND");

        assertThat(kindsOf(stall, compare())).isEmpty();
    }

    @Test
    void findsAndMendsAnotherEndOfTheSaleInRedis() {
        var stall = sale();
        redis.send(Command.HINCRBY, key(stall), "closes", 1_000);

        assertThat(kindsOf(stall, compare())).containsExactly("GATE_WINDOW");

        assertThat(kindsOf(stall, compare())).isEmpty();
    }

    @Test
    void findsStockThatIsHeldForNobody() {
        var sku = warehouse.stocked(5);
        var unplaced = warehouse.holding(sku, 1);
        var overdue = warehouse.holding(sku, 1);
        var fine = warehouse.holding(sku, 1);
        warehouse.query(
                "UPDATE claim SET decided_at = now() - interval '6 minutes' WHERE order_id = $1",
                Tuple.of(unplaced.value()));
        warehouse.query(
                "UPDATE claim SET placed_at = now(), pay_by = now() - interval '16 minutes' WHERE order_id = $1",
                Tuple.of(overdue.value()));

        var report = compare();

        assertThat(orders(report, "HOLD_WITHOUT_ORDER"))
                .contains(unplaced.toString())
                .doesNotContain(fine.toString(), overdue.toString());
        assertThat(orders(report, "HOLD_PAST_ITS_ORDER"))
                .contains(overdue.toString())
                .doesNotContain(fine.toString());
        warehouse.release(unplaced);
        warehouse.release(overdue);
    }

    @Test
    void isForOperatorsAlone() {
        given().auth()
                .oauth2(TestTokens.customer("alice"))
                .get("/v1/reconciliation")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.customer("alice"))
                .post("/v1/reconciliation")
                .then()
                .statusCode(403);
        given().post("/v1/reconciliation").then().statusCode(401);
    }

    /** One unit of ten is held, and Redis has followed. */
    private Stall sale() {
        var stall = bazaar.opened(10, 1);
        bazaar.buy(stall, "alice", "key", 1).then().statusCode(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(10, 1, 0)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                redis.send(Command.HGET, key(stall), "applied").toString())
                        .isEqualTo("2"));
        return stall;
    }

    private static String key(Stall stall) {
        return "pool:{" + stall.pool() + "}";
    }

    private static JsonPath compare() {
        return given().auth()
                .oauth2(TestTokens.operator("ops"))
                .post("/v1/reconciliation")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath get() {
        return given().auth()
                .oauth2(TestTokens.operator("ops"))
                .get("/v1/reconciliation")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> kindsOf(Stall stall, JsonPath report) {
        return report.getList("differences.findAll { it.poolId == " + stall.pool() + " }.kind");
    }

    private static List<String> orders(JsonPath report, String kind) {
        return report.getList("differences.findAll { it.kind == '" + kind + "' }.orderId");
    }
}
