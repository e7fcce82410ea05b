package io.sluice.inventory.flash;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.inventory.Warehouse;
import io.sluice.stack.TestTokens;
import io.vertx.mutiny.redis.client.Command;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each figure moves when that happens which it is for. The relay's lag is seen to move by {@link FlashAwayTest}. */
@QuarkusTest
class FlashMetricsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Bazaar bazaar;

    @Inject
    Redises redis;

    @Test
    void countsWhatIsAdmittedReplayedAndDecided() {
        var stall = bazaar.opened(1, 1);
        var admitted = Dashboard.reads("sluice_flash_admitted_total");
        var replayed = Dashboard.reads("sluice_flash_replayed_total");
        var decided = Dashboard.reads("sluice_flash_decided_total");

        bazaar.buy(stall, "alice", "key", 1).then().statusCode(202);
        bazaar.buy(stall, "alice", "key", 1).then().statusCode(202);

        assertThat(Dashboard.reads("sluice_flash_admitted_total")).isEqualTo(admitted + 1);
        assertThat(Dashboard.reads("sluice_flash_replayed_total")).isEqualTo(replayed + 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Dashboard.reads("sluice_flash_decided_total"))
                        .isGreaterThan(decided));
    }

    @Test
    void countsRefusalsByReason() {
        var now = Instant.now();
        var soon = bazaar.stall(now.plusSeconds(60), now.plusSeconds(120), 1, 1);
        var over = bazaar.stall(now.minusSeconds(60), now.plusSeconds(60), 1, 1);
        bazaar.cancel(over.sale()).then().statusCode(200);
        var stall = bazaar.opened(2, 2);
        bazaar.buy(stall, "alice", "key", 2).then().statusCode(202);

        isCounted("not-started", () -> bazaar.buy(soon, "bob", "key", 1));
        isCounted("ended", () -> bazaar.buy(over, "bob", "key", 1));
        isCounted("limit-reached", () -> bazaar.buy(stall, "bob", "key", 3));
        isCounted("sold-out", () -> bazaar.buy(stall, "bob", "key", 1));
        isCounted("idempotency-key-reused", () -> bazaar.buy(stall, "alice", "key", 1));
    }

    private static void isCounted(String reason, Runnable refused) {
        var metric = "sluice_flash_refused_total{reason=\"" + reason + "\"}";
        var before = Dashboard.reads(metric);

        refused.run();

        assertThat(Dashboard.reads(metric)).as(reason).isEqualTo(before + 1);
    }

    /** One request, not its units. */
    @Test
    void showsHowManyRequestsWait() {
        var stall = bazaar.opened(9_000, 9_000);

        bazaar.buy(stall, "alice", "key", 9_000).then().statusCode(202);

        assertThat(Dashboard.reads("sluice_flash_pending")).isBetween(1.0, 8_999.0);
    }

    @Test
    void countsWhatIsSwept() {
        var stall = bazaar.opened(5, 5);
        bazaar.buy(stall, "alice", "key", 1).then().statusCode(202);
        var swept = Dashboard.reads("sluice_flash_swept_total");

        var lost = "1:" + Instant.now().minusSeconds(46).toEpochMilli() + ":100:00ff:bob";
        redis.send(Command.HINCRBY, "pool:{" + stall.pool() + "}", "pending", 1);
        redis.send(Command.HSET, "pending:{" + stall.pool() + "}", Warehouse.anOrder(), lost);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(Dashboard.reads("sluice_flash_swept_total")).isGreaterThan(swept));
    }

    @Test
    void showsWhatDiffered() {
        var stall = bazaar.opened(5, 5);
        bazaar.buy(stall, "alice", "key", 1).then().statusCode(202);
        redis.send(Command.HINCRBY, "pool:{" + stall.pool() + "}", "total", 1);

        var found = differences();

        assertThat(found).isPositive();
        await().atMost(PATIENCE.multipliedBy(2))
                .untilAsserted(() -> assertThat(Dashboard.reads("sluice_flash_differences{scope=\"all\"}"))
                        .isEqualTo(found));
    }

    /** How many a comparison of everything finds. */
    private static int differences() {
        return given().auth()
                .oauth2(TestTokens.operator("ops"))
                .post("/v1/reconciliation")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("differences")
                .size();
    }
}
