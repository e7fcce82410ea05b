package io.sluice.inventory.flash;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.sluice.inventory.Warehouse;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.flash.Bazaar.Stall;
import io.sluice.inventory.flash.LedgerDifferences.Scope;
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

    @Inject
    Reconcile reconcile;

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

        assertThatComparingFinds(stall, "GATE_FIGURES");

        assertThat(kindsOf(stall, compare())).isEmpty();
        assertThat(redis.send(Command.HGET, key(stall), "durable").toString()).isEqualTo("1");
    }

    @Test
    void findsAndMendsTheOthersThoughOnePoolHasTrouble() {
        var bad = sale();
        var good = sale();
        redis.send(Command.SET, "pending:{" + bad.pool() + "}", "no hash, so that nothing can be done with it");
        redis.send(Command.HINCRBY, key(good), "durable", 1);

        assertThatComparingFinds(good, "GATE_FIGURES");

        assertThat(kindsOf(good, compare())).isEmpty();
        redis.send(Command.DEL, "pending:{" + bad.pool() + "}");
    }

    @Test
    void findsAndMendsARedisThatIsBeyondPostgreSql() {
        var stall = sale();
        redis.send(Command.HSET, key(stall), "applied", 99, "durable", 7);

        assertThatComparingFinds(stall, "GATE_BEYOND");

        assertThat(kindsOf(stall, compare())).isEmpty();
    }

    @Test
    void findsAndMendsAnotherEndOfTheSaleInRedis() {
        var stall = sale();
        redis.send(Command.HINCRBY, key(stall), "closes", 1_000);

        assertThatComparingFinds(stall, "GATE_WINDOW");

        assertThat(kindsOf(stall, compare())).isEmpty();
    }

    /** It would have stayed until the sale's end: the figures are the same. */
    @Test
    void findsAndMendsAnotherSumOfWhatWaits() {
        var stall = sale();
        redis.send(Command.HINCRBY, key(stall), "pending", 3);

        assertThatComparingFinds(stall, "GATE_PENDING");

        assertThat(kindsOf(stall, compare())).isEmpty();
        assertThat(redis.send(Command.HGET, key(stall), "pending").toString()).isEqualTo("0");
    }

    /** Current sales are compared each minute: what the daily comparison of everything found was gone then. */
    @Test
    void keepsAReportOfEachScope() {
        var pool = warehouse.pool(warehouse.stocked(5));
        warehouse.query("UPDATE pool SET held = held + 1 WHERE id = $1", Tuple.of(pool));
        compare();

        var sales = Warehouse.await(() -> reconcile.run(Scope.SALES));

        warehouse.query("UPDATE pool SET held = held - 1 WHERE id = $1", Tuple.of(pool));
        assertThat(kindsOf(pool, get())).containsExactly("HELD");
        assertThat(get().getString("scope")).isEqualTo("ALL");
        assertThat(kindsOf(pool, get("SALES"))).isEmpty();
        assertThat(get("SALES").getLong("pools")).isEqualTo(sales.pools()).isLessThan(get().getLong("pools"));
    }

    @Test
    void knowsNoOtherScopes() {
        given().auth()
                .oauth2(TestTokens.operator("ops"))
                .get("/v1/reconciliation?scope=SOME")
                .then()
                .statusCode(400);
    }

    /** A difference that stays would have written a report a minute for ever. */
    @Test
    void forgetsOldReports() {
        warehouse.query(
                "INSERT INTO reconciliation (scope, ended_at) SELECT 'SALES', now() FROM generate_series(1, 1100)",
                Tuple.tuple());
        warehouse.query(
                "INSERT INTO difference (reconciliation_id, number, kind, expected, found)"
                        + " SELECT id, 9999, 'HELD', '0', '1' FROM reconciliation WHERE scope = 'SALES' AND ended_at IS NOT NULL",
                Tuple.tuple());
        warehouse.query(
                "INSERT INTO reconciliation (scope, began_at) VALUES ('SALES', now() - interval '2 days')",
                Tuple.tuple());

        Warehouse.await(() -> reconcile.run(Scope.SALES));

        assertThat(reports("ended_at IS NOT NULL")).isBetween(1_000L, 1_001L);
        assertThat(reports("began_at < now() - interval '1 day'")).isZero();
    }

    private long reports(String which) {
        return warehouse
                .query("SELECT count(*) FROM reconciliation WHERE scope = 'SALES' AND " + which, Tuple.tuple())
                .getFirst()
                .getLong(0);
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

    /** The comparison of each minute may come first, and mend it: its report has it then. */
    private void assertThatComparingFinds(Stall stall, String kind) {
        compare();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(warehouse.query(
                                "SELECT DISTINCT kind FROM difference WHERE pool_id = $1", Tuple.of(stall.pool())))
                        .extracting(row -> row.getString("kind"))
                        .containsExactly(kind));
    }

    private static JsonPath get() {
        return get("ALL");
    }

    private static JsonPath get(String scope) {
        return given().queryParam("scope", scope)
                .auth()
                .oauth2(TestTokens.operator("ops"))
                .get("/v1/reconciliation")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> kindsOf(Stall stall, JsonPath report) {
        return kindsOf(stall.pool(), report);
    }

    private static List<String> kindsOf(long pool, JsonPath report) {
        return report.getList("differences.findAll { it.poolId == " + pool + " }.kind");
    }

    private static List<String> orders(JsonPath report, String kind) {
        return report.getList("differences.findAll { it.kind == '" + kind + "' }.orderId");
    }
}
