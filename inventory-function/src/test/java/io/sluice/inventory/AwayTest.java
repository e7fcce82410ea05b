package io.sluice.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.domain.Answer;
import io.sluice.inventory.domain.Line;
import io.sluice.stack.TestStack;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What still works when a server is away. */
@QuarkusTest
class AwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Warehouse warehouse;

    @AfterEach
    void bringBack() {
        TestStack.current().postgres().start();
        TestStack.current().redis().start();
        TestStack.current().kafka().start();
        await().atMost(PATIENCE).untilAsserted(() -> reachable("redis", true));
        await().atMost(PATIENCE).untilAsserted(() -> reachable("kafka", true));
        await().atMost(PATIENCE).untilAsserted(() -> ready().statusCode(200));
    }

    @Test
    void holdsWithoutRedisAndSaysThatItIsAway() {
        var sku = warehouse.stocked(5);

        TestStack.current().redis().kill();

        await().atMost(PATIENCE).untilAsserted(() -> reachable("redis", false));
        assertThat(warehouse.hold(Warehouse.anOrder(), new Line(sku, 1))).isEqualTo(new Answer.Held());
    }

    @Test
    void holdsWithoutKafkaAndSaysThatItIsAway() {
        var sku = warehouse.stocked(5);

        TestStack.current().kafka().kill();

        await().atMost(PATIENCE).untilAsserted(() -> reachable("kafka", false));
        assertThat(warehouse.hold(Warehouse.anOrder(), new Line(sku, 1))).isEqualTo(new Answer.Held());
    }

    @Test
    void answers503AndIsNotReadyWithoutPostgreSql() {
        var sku = warehouse.stocked(5);

        TestStack.current().postgres().kill();

        given().get("/v1/stock/" + sku)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1");
        ready().statusCode(503);

        TestStack.current().postgres().start();
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/v1/stock/" + sku).then().statusCode(200));
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 0));
    }

    private static ValidatableResponse ready() {
        return given().get("/q/health/ready").then();
    }

    private static void reachable(String server, boolean reachable) {
        ready().statusCode(200)
                .body("checks.find { it.name == '" + server + "' }.status", equalTo("UP"))
                .body("checks.find { it.name == '" + server + "' }.data.reachable", equalTo(reachable));
    }
}
