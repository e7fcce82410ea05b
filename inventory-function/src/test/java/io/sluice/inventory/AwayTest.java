package io.sluice.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.domain.Answer;
import io.sluice.inventory.domain.Line;
import io.sluice.stack.TestStack;
import io.sluice.stack.TestTokens;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What still works when a server is away. */
@QuarkusTest
class AwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Warehouse warehouse;

    @Inject
    Pool database;

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

    /** Somebody's stalled transaction costs a caller seconds, not for ever. */
    @Test
    void waitsForALockedRowOnlySoLong() {
        var sku = warehouse.stocked(5);
        var order = Warehouse.anOrder();
        var body = "{\"orderId\": \"%s\", \"userId\": \"alice\", \"lines\": [{\"sku\": \"%s\", \"quantity\": 1}]}"
                .formatted(order, sku);

        var answer = database.withTransaction(
                        locker -> locker.preparedQuery("SELECT FROM pool WHERE sku = $1 FOR UPDATE")
                                .execute(Tuple.of(sku))
                                .chain(() -> asynchronously(() -> post(body))))
                .await()
                .atMost(PATIENCE);

        assertThat(answer.getStatusCode()).isGreaterThanOrEqualTo(500);
        assertThat(warehouse.claim(order)).isEmpty();
        assertThat(post(body).getStatusCode()).isEqualTo(200);
    }

    private static Uni<Response> asynchronously(Supplier<Response> call) {
        return Uni.createFrom().item(call).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Response post(String body) {
        return given().auth()
                .oauth2(TestTokens.service("order-function"))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/holds");
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
