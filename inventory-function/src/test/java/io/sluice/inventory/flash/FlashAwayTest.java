package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.sluice.inventory.Crowd;
import io.sluice.inventory.Warehouse;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.stack.TestStack;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a flash sale when a server is away, or forgets. */
@QuarkusTest
class FlashAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Bazaar bazaar;

    @Inject
    Warehouse warehouse;

    @Inject
    Redises redis;

    @Inject
    KafkaRequests topic;

    @AfterEach
    void bringBack() {
        TestStack.current().postgres().start();
        TestStack.current().redis().start();
        TestStack.current().kafka().start();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> redis.send(Command.PING) != null);
        await().atMost(PATIENCE).until(() -> {
            var probe = bazaar.opened(1, 1).request("probe", 1);
            return topic.send(List.of(probe)).await().atMost(PATIENCE).isEmpty();
        });
    }

    @Test
    void decidesDirectlyWithoutKafka() {
        var stall = bazaar.opened(20, 1);

        TestStack.current().kafka().kill();
        var answers = Crowd.of(
                40, number -> bazaar.buy(stall, "buyer-" + number, "key", 1).statusCode());

        assertThat(answers).filteredOn(status -> status == 202).hasSize(20);
        assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(20, 20, 0));
    }

    @Test
    void answers503WithATicketWithoutRedisAndGoesOnWhenItIsBack() {
        var stall = bazaar.opened(20, 1);
        var before = bazaar.buy(stall, "alice", "key", 1);

        TestStack.current().redis().kill();
        bazaar.buy(stall, "bob", "key", 1)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("type", equalTo("/problems/stock-unavailable"))
                .body("orderId", notNullValue())
                .body("statusUrl", notNullValue());
        assertThat(bazaar.ticket("alice", before).getString("status")).isEqualTo("QUEUED");
        TestStack.current().redis().start();

        await().atMost(PATIENCE)
                .untilAsserted(() -> bazaar.buy(stall, "bob", "key", 1).then().statusCode(202));
        bazaar.buy(stall, "alice", "key", 1).then().statusCode(202).body("orderId", equalTo(before.path("orderId")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(20, 2, 0)));
    }

    /** Who had a ticket and is told that nothing is left is told of that ticket too. */
    @Test
    void sellsNoUnitTwiceThoughRedisForgotEverything() {
        var stall = bazaar.opened(30, 1);
        var first = Crowd.of(20, number -> Bazaar.order(bazaar.buy(stall, "first-" + number, "key", 1)));

        redis.forgetAll();
        var after = Crowd.of(
                40,
                number -> patiently(() -> bazaar.buy(stall, "second-" + number, "key", 1))
                        .statusCode());
        var again = Crowd.of(20, number -> patiently(() -> bazaar.buy(stall, "first-" + number, "key", 1)));

        assertThat(after).contains(202).containsOnly(202, 409);
        assertThat(again).extracting(Response::statusCode).isSubsetOf(202, 409);
        assertThat(again).extracting(Bazaar::order).isEqualTo(first);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(30, 30, 0)));
        isLikePostgres(stall);
    }

    /** Whoever comes first waits for what is loaded, longer than Redis is waited for if the machine is busy: as told, one asks again. */
    private static Response patiently(Callable<Response> request) {
        return await().atMost(PATIENCE).until(request, answer -> answer.statusCode() != 503);
    }

    @Test
    void comesToTheFiguresAgainAfterRedisWasTurnedBack() {
        var stall = bazaar.opened(30, 1);
        bazaar.buy(stall, "alice", "key", 1).then().statusCode(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(30, 1, 0)));
        isLikePostgres(stall);

        redis.send(Command.HSET, "pool:{" + stall.pool() + "}", "durable", 0, "applied", 1, "pending", 0);
        bazaar.buy(stall, "bob", "key", 1).then().statusCode(202);

        isLikePostgres(stall);
    }

    @Test
    void showsHowFarRedisIsBehindWhileItIsAway() {
        bazaar.opened(1, 1);
        lagIs(0);

        TestStack.current().redis().kill();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isPositive());
        TestStack.current().redis().start();

        lagIs(0);
    }

    /** Only the instance that runs the relay knows it; what another saw last would stay for ever. */
    @Test
    void leavesTheLagToWhoRunsTheRelay() {
        bazaar.opened(1, 1);
        TestStack.current().redis().kill();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isPositive());

        leaseRelay("gen_random_uuid()", "now() + interval '1 hour'");
        try {
            lagIs(0);
        } finally {
            leaseRelay("holder", "now()");
        }
    }

    private void leaseRelay(String holder, String until) {
        warehouse.query(
                "UPDATE loop_lease SET holder = %s, until = %s WHERE name = 'relay'".formatted(holder, until),
                Tuple.tuple());
    }

    private static void lagIs(double expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isEqualTo(expected));
    }

    private static double lag() {
        return Dashboard.reads("sluice_flash_relay_lag");
    }

    private void isLikePostgres(Bazaar.Stall stall) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var figures = warehouse.figures(stall.pool());
            var seq = warehouse.movements(stall.pool()).getLast().seq();
            var here =
                    redis.send(Command.HMGET, "pool:{" + stall.pool() + "}", "total", "durable", "applied", "pending");
            assertThat(here.toString())
                    .isEqualTo("[%d, %d, %d, 0]".formatted(figures.total(), figures.held() + figures.sold(), seq));
        });
    }
}
