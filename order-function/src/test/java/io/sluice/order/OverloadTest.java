package io.sluice.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to the one too many, and behind a transaction that does not end. */
@QuarkusTest
@TestProfile(OverloadTest.RoomForOne.class)
class OverloadTest {

    /** One may be on its way, and one may wait. */
    public static class RoomForOne implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("order.gather.batch", "1", "order.gather.waiting", "1", "order.gather.patience", "10s");
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Database database;

    @Inject
    MeterRegistry metrics;

    @Inject
    SharedTransactions transactions;

    private final String buyer = "buyer-" + UUID.randomUUID();

    @BeforeEach
    void aShop() {
        Shop.sells("lamp");
    }

    @Test
    void refusesTheIntentTooManyWithNothingDone() {
        try (var gate = database.gateBefore("idempotency");
                var others = twoBefore("idempotency")) {
            untilOneWaits("intent");
            Shop.order(buyer, "k", Shop.oneOf("lamp"))
                    .statusCode(503)
                    .header("Retry-After", equalTo("1"))
                    .body("type", equalTo("/problems/temporarily-unavailable"))
                    .body("orderId", nullValue());
            gate.open();

            assertThat(others.answers()).allSatisfy(answer -> answer.statusCode(201));
            assertThat(database.count("SELECT count(*) FROM orders WHERE user_id = $1", buyer))
                    .isZero();
            Shop.order(buyer, "k", Shop.oneOf("lamp")).statusCode(201);
        }
    }

    @Test
    void leavesTheAnswerTooManyToTheSweeper() {
        try (var gate = database.gateBefore("outbox");
                var others = twoBefore("outbox")) {
            untilOneWaits("answer");
            String id = Shop.order(buyer, "k", Shop.oneOf("lamp"))
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("/problems/stock-unavailable"))
                    .extract()
                    .path("orderId");
            gate.open();

            assertThat(others.answers()).allSatisfy(answer -> answer.statusCode(201));
            await().atMost(20, SECONDS)
                    .untilAsserted(() -> assertThat(database.statusOf(id)).isEqualTo("PENDING_PAYMENT"));
            Shop.order(buyer, "k", Shop.oneOf("lamp")).statusCode(201).body("id", equalTo(id));
        }
    }

    @Test
    void goesOnBehindATransactionThatDoesNotEnd() throws Throwable {
        var gather = transactions.<String, String>gather(
                "test",
                (_, asked) -> asked.contains("hangs")
                        ? Uni.createFrom().nothing()
                        : Uni.createFrom().item(List.of("done")));

        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(
                        () -> gather.call("hangs").ifNoItem().after(PATIENCE).fail()))
                .hasRootCauseInstanceOf(SQLTimeoutException.class);

        assertThat(VertxContextSupport.subscribeAndAwait(() -> gather.call("does not")))
                .isEqualTo("done");
    }

    /** One is on its way and cannot go on; one waits behind it. */
    private Crowd<ValidatableResponse> twoBefore(String table) {
        return Crowd.of(2, number -> {
            if (number == 1) {
                await().atMost(8, SECONDS).until(() -> database.waitingBefore(table) > 0);
            }
            return Shop.order(UUID.randomUUID().toString(), Shop.oneOf("lamp"));
        });
    }

    private void untilOneWaits(String step) {
        await().atMost(8, SECONDS)
                .until(() -> metrics.find("sluice.orders.waiting").tag("step", step).gauges().stream()
                        .anyMatch(gauge -> gauge.value() == 1));
    }
}
