package io.sluice.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.contracts.OrderId;
import io.sluice.order.Placement.Answered;
import io.sluice.order.RecordPlacement.Outcome;
import io.sluice.order.domain.Signal;
import io.sluice.outbox.Outbox;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Placements that come together share transactions, and nothing else. */
@QuarkusTest
class GatheredPlacementTest {

    private static final int CROWD = 20;

    @Inject
    Database database;

    @Inject
    MeterRegistry metrics;

    @Inject
    RecordPlacement outcomes;

    @Inject
    Outbox outbox;

    @Inject
    @RestClient
    FakeInventory inventory;

    private final String crowd = "crowd-" + UUID.randomUUID();

    /** Nor does the sweeper have anything to do, which would join the crowd. */
    @BeforeEach
    void aShop() {
        await().atMost(20, SECONDS)
                .until(() -> database.count("SELECT count(*) FROM orders WHERE status = 'PLACING'") == 0);
        Shop.sells("lamp");
        Shop.sells(FakeInventory.GONE);
        Shop.sells(FakeInventory.SHAKY);
    }

    @AfterEach
    void inventoryIsBack() {
        inventory.away(false);
    }

    /** One transaction is on its way when the others come; they all travel with the next. */
    @Test
    void recordsTheIntentsOfACrowdInTwoTransactions() {
        try (var buyers = crowdBefore("idempotency", "intent", this::buysSome)) {
            var answers = buyers.answers();

            for (var number = 0; number < CROWD; number++) {
                isOwn(answers.get(number), number);
            }
            assertThat(transactionsOf("PLACING")).isEqualTo(2);
        }
    }

    @Test
    void recordsTheAnswersOfACrowdInTwoTransactionsAndGivesEachItsOwn() {
        try (var buyers =
                crowdBefore("outbox", "answer", number -> number == 3 ? buysWhatIsGone() : buysSome(number))) {
            var answers = buyers.answers();

            for (var number = 0; number < CROWD; number++) {
                if (number == 3) {
                    answers.get(number).statusCode(409).body("type", equalTo("/problems/out-of-stock"));
                } else {
                    isOwn(answers.get(number), number);
                    var again = buysSome(number).statusCode(201).header("Idempotency-Replayed", "true");
                    assertThat(again.extract().asString())
                            .isEqualTo(answers.get(number).extract().asString());
                }
            }
            assertThat(transactionsOf("PENDING_PAYMENT")).isEqualTo(2);
        }
    }

    /** An index bears no key of 4,000 characters. */
    @Test
    void failsTheOneWhoseIntentCannotBeStoredAlone() {
        var bytes = new byte[2_000];
        new Random(1).nextBytes(bytes);
        var endless = crowd + HexFormat.of().formatHex(bytes);

        try (var buyers = crowdBefore(
                "idempotency",
                "intent",
                number -> number == 5 ? Shop.order(endless, "k", Shop.oneOf("lamp")) : buysSome(number))) {
            var answers = buyers.answers();

            for (var number = 0; number < CROWD; number++) {
                if (number == 5) {
                    answers.get(number).statusCode(500).body("type", equalTo("/problems/internal-error"));
                } else {
                    isOwn(answers.get(number), number);
                }
            }
        }
    }

    /** What is stored of one order cannot be read: the others are answered, and that one later, when it is mended. */
    @Test
    void failsTheOneWhoseAnswerCannotBeRecordedAlone() {
        var mark = "UPDATE orders SET currency = $2 WHERE user_id = $1";
        try (var buyers = crowdBefore(
                "outbox", "answer", this::buysSome, () -> database.texts(mark, buyer(CROWD - 1), "no currency"))) {
            var answers = buyers.answers();

            var bad = answers.getLast();
            bad.statusCode(503)
                    .body("type", equalTo("/problems/stock-unavailable"))
                    .body("orderId", notNullValue());
            answers.subList(0, CROWD - 1).forEach(answer -> answer.statusCode(201));

            database.texts(mark, buyer(CROWD - 1), "CNY");
            String id = bad.extract().path("orderId");
            await().atMost(20, SECONDS)
                    .untilAsserted(() -> assertThat(database.statusOf(id)).isEqualTo("PENDING_PAYMENT"));
            buysSome(CROWD - 1).statusCode(201).body("id", equalTo(id));
        }
    }

    @Test
    void makesOneOrderOfOneKeyThatStandsManyTimesInABatch() {
        try (var buyers = crowdBefore("idempotency", "intent", number -> number == 0 ? buysSome(0) : buysSome(1))) {
            var answers = buyers.answers();

            assertThat(answers)
                    .extracting(answer -> answer.extract().statusCode())
                    .allMatch(status -> status == 201 || status == 409)
                    .contains(201);
            assertThat(database.count("SELECT count(*) FROM orders WHERE user_id = $1", buyer(1)))
                    .isEqualTo(1);
        }
    }

    @Test
    void answersAnOrderThatEndsTwiceInOneBatchOnce() throws Throwable {
        inventory.away(true);
        var id = OrderId.parse(Shop.order(crowd, "k", Shop.oneOf(FakeInventory.SHAKY))
                .statusCode(503)
                .extract()
                .path("orderId"));
        var held = new Outcome(id, new Signal.StockHeld(Duration.ofMinutes(30)), List.of());
        var refused = new Outcome(id, new Signal.StockRefused(RejectionReason.STOCK_UNAVAILABLE), List.of());

        var placements = VertxContextSupport.subscribeAndAwait(
                () -> outbox.inTransaction(session -> outcomes.recordAll(session, List.of(held, refused, held))));

        assertThat(placements)
                .hasSize(3)
                .allSatisfy(placement -> assertThat(placement)
                        .isInstanceOfSatisfying(
                                Answered.class,
                                answered ->
                                        assertThat(answered.answer().status()).isEqualTo(201)));
        assertThat(placements.stream().distinct()).hasSize(1);
        assertThat(database.statusOf(id.toString())).isEqualTo("PENDING_PAYMENT");
    }

    private interface Request {
        ValidatableResponse by(int number);
    }

    /** All buyers but the first wait for the transaction that the first has begun, and that cannot end. */
    private Crowd<ValidatableResponse> crowdBefore(String table, String step, Request request) {
        return crowdBefore(table, step, request, () -> {});
    }

    private Crowd<ValidatableResponse> crowdBefore(String table, String step, Request request, Runnable meanwhile) {
        try (var _ = database.gateBefore(table)) {
            var buyers = Crowd.of(CROWD, number -> {
                if (number > 0) {
                    await().atMost(4, SECONDS).until(() -> database.waitingBefore(table) > 0);
                }
                return request.by(number);
            });
            await().atMost(4, SECONDS).until(() -> waitingFor(step) == CROWD - 1);

            meanwhile.run();
            return buyers;
        }
    }

    private double waitingFor(String step) {
        return metrics.find("sluice.orders.waiting").tag("step", step).gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private String buyer(int number) {
        return crowd + "-" + number;
    }

    private ValidatableResponse buysSome(int number) {
        return Shop.order(buyer(number), "k", """
                {"lines": [{"sku": "lamp", "quantity": %d}]}""".formatted(number + 1));
    }

    private ValidatableResponse buysWhatIsGone() {
        return Shop.order(buyer(3), "k", Shop.oneOf(FakeInventory.GONE));
    }

    private void isOwn(ValidatableResponse answer, int number) {
        answer.statusCode(201)
                .body("userId", equalTo(buyer(number)))
                .body("lines[0].quantity", equalTo(number + 1))
                .body("total.minor", equalTo(1999 * (number + 1)))
                .body("status", equalTo("PENDING_PAYMENT"));
    }

    /** A step is written once, so that its row still says in which transaction. */
    private long transactionsOf(String became) {
        return database.count("""
                SELECT count(DISTINCT CAST(order_history.xmin AS text)) FROM order_history JOIN orders ON order_id = id
                 WHERE user_id LIKE $1 AND became = $2""", crowd + "%", became);
    }
}
