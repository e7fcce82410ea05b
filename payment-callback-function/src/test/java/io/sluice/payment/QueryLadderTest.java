package io.sluice.payment;

import static io.restassured.RestAssured.given;
import static io.sluice.payment.Shop.anOrder;
import static io.sluice.payment.Shop.open;
import static io.sluice.payment.Shop.openPayment;
import static io.sluice.payment.Shop.payment;
import static io.sluice.payment.Shop.requestFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.outbox.Outbox;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Open payments are asked about, whether or not a webhook ever comes. */
@QuarkusTest
class QueryLadderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Seconds until a payment is due, of {@code pause} alone: no last call is near. */
    private static final String TAKEN_AT = """
            SELECT CAST(extract(epoch FROM due_at - now()) AS float8) FROM payment WHERE replace(id::text, '-', '') = ?1""";

    @Inject
    Rows rows;

    @Inject
    MeterRegistry metrics;

    @Inject
    LadderStore ladder;

    @Inject
    Outbox outbox;

    @AfterEach
    void repair() {
        Shop.noFaults();
    }

    @Test
    void findsTheMoneyOfALostWebhook() {
        var found = metrics.counter("sluice.payments.found", "provider", "stripe");
        var before = found.count();
        var id = openPayment(anOrder());
        Shop.faults("{\"dropWebhooks\": true}");

        Shop.pay(id);

        awaitStatus(id, "CAPTURED");
        assertThat(rows.said(id)).containsExactly("payment-captured 1 1999 EUR");
        assertThat(rows.webhooks(id)).isEmpty();
        assertThat(found.count()).isEqualTo(before + 1);
    }

    @Test
    void goesOnWhenTheProviderWasAway() {
        var ids = IntStream.range(0, 5).mapToObj(_ -> openPayment(anOrder())).toList();
        Shop.faults("{\"dropWebhooks\": true, \"errorRate\": 1}");
        ids.forEach(Shop::pay);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ids)
                        .allSatisfy(id -> assertThat(Integer.parseInt(column("attempts", id)))
                                .isPositive()));
        ids.forEach(id -> payment(id).body("status", equalTo("PENDING")));

        Shop.noFaults();

        ids.forEach(id -> awaitStatus(id, "CAPTURED"));
    }

    @Test
    void opensAgainWhatWasNeverAnswered() {
        var order = anOrder();
        Shop.faults("{\"errorRate\": 1}");
        String id = open(order).statusCode(503).extract().path("paymentId");
        payment(id).body("status", equalTo("CREATED"));

        Shop.noFaults();

        awaitStatus(id, "PENDING");
        assertThat(openPayment(order)).isEqualTo(id);
    }

    /** WeChat Pay's is closed under our number; Stripe's has to be opened to learn its name. */
    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay"})
    void closesWhatWasNeverAnsweredWhenItsOrderEnded(String provider) {
        var order = anOrder();
        Shop.faults("{\"errorRate\": 1}");
        String id = open(requestFor(order, provider)).statusCode(503).extract().path("paymentId");
        rows.strings("UPDATE ended_order SET ended_at = now() WHERE order_id = $1", order.value());

        Shop.noFaults();

        awaitStatus(id, "CLOSED");
    }

    @Test
    void tellsAPersonWhatIsOpenADayAfterItsTimeAndThatItCameToRest() {
        var early = openPayment(anOrder());
        var late = openPayment(anOrder());
        isOverSince("23 hours", early);
        isOverSince("25 hours", late);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cases(late)).containsExactly("overdue-payment OPEN"));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(Integer.parseInt(column("attempts", early))).isPositive());
        assertThat(cases(early)).isEmpty();

        Shop.pay(late);

        awaitStatus(late, "CAPTURED");
        assertThat(cases(late)).containsExactly("overdue-payment CLOSED");
    }

    @Test
    void tellsNobodyWhatComesToRestByTheQuestion() {
        var id = openPayment(anOrder());
        Shop.faults("{\"dropWebhooks\": true}");
        Shop.pay(id);

        isOverSince("25 hours", id);

        awaitStatus(id, "CAPTURED");
        assertThat(cases(id)).isEmpty();
    }

    private void isOverSince(String time, String id) {
        rows.strings(
                "UPDATE payment SET pay_by = now() - interval '%s', due_at = now(), attempts = 0 WHERE id = $1"
                        .formatted(time),
                PaymentId.parse(id).value());
    }

    private List<String> cases(String id) {
        return rows.strings(
                "SELECT kind || CASE WHEN closed IS NULL THEN ' OPEN' ELSE ' CLOSED' END FROM cases WHERE subject = $1",
                id);
    }

    /** By the settings of tests: a lease of 1 s, then up to 1 s, doubled each time, and never beyond 10 s. */
    @ParameterizedTest
    @CsvSource({"0, 1, 2", "1, 1, 3", "2, 1, 5", "10, 1, 10"})
    void pausesForALeaseAndAtRandomForAsLongAsItMay(int attempts, double least, double most) {
        var id = openPayment(anOrder());

        var pauses = IntStream.range(0, 20)
                .mapToObj(_ -> pauseAfter(attempts, "now() + interval '1 hour'", id))
                .toList();

        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isBetween(least, most));
        assertThat(pauses.stream().distinct().count()).isGreaterThan(10);
    }

    @Test
    void asksOnceMoreShortlyBeforeTheOrdersTimeIsOver() {
        var id = openPayment(anOrder());

        assertThat(pauseAfter(5, "now() + interval '1.5 seconds'", id)).isEqualTo(0.5);
        assertThat(pauseAfter(5, "now() + interval '0.9 seconds'", id)).isBetween(1.0, 10.0);
        assertThat(pauseAfter(5, "now() - interval '1 hour'", id)).isBetween(1.0, 10.0);
    }

    @Test
    void takesNoMoreThanABatchAndNoneTwice() throws Throwable {
        var ids = List.of(openPayment(anOrder()), openPayment(anOrder()), openPayment(anOrder()));

        var taken = VertxContextSupport.subscribeAndAwait(() -> outbox.inTransaction(session ->
                session.createNativeQuery("UPDATE payment SET due_at = now() WHERE replace(id::text, '-', '') IN (?1)")
                        .setParameter(1, ids)
                        .executeUpdate()
                        .chain(() -> ladder.takeDue(session, Provider.STRIPE))
                        .chain(first ->
                                ladder.takeDue(session, Provider.STRIPE).map(second -> List.of(first, second)))));

        assertThat(taken.getFirst()).hasSize(2);
        assertThat(taken.getFirst()).doesNotContainAnyElementsOf(taken.getLast());
    }

    @Test
    void countsWhatItAsksAbout() {
        openPayment(anOrder());

        await().untilAsserted(() ->
                assertThat(given().get("/q/metrics").asString()).containsPattern("(?m)^sluice_payments_waiting [1-9]"));
    }

    /** In one transaction, so that no other look takes it first. */
    private double pauseAfter(int attempts, String payBy, String id) {
        var due = "UPDATE payment SET due_at = now() - interval '1 day', attempts = " + attempts + ", pay_by = " + payBy
                + " WHERE replace(id::text, '-', '') = ?1";
        try {
            return VertxContextSupport.subscribeAndAwait(() ->
                    outbox.inTransaction(session -> session.createNativeQuery(due)
                            .setParameter(1, id)
                            .executeUpdate()
                            .chain(() -> ladder.takeDue(session, Provider.STRIPE))
                            .invoke(taken ->
                                    assertThat(taken).extracting(DuePayment::id).contains(PaymentId.parse(id)))
                            .chain(() -> session.createNativeQuery(TAKEN_AT, Double.class)
                                    .setParameter(1, id)
                                    .getSingleResult())));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private String column(String name, String id) {
        return rows.strings("SELECT " + name + " FROM payment WHERE replace(id::text, '-', '') = $1", id)
                .getFirst();
    }

    private static void awaitStatus(String id, String status) {
        await().atMost(PATIENCE).untilAsserted(() -> payment(id).body("status", equalTo(status)));
    }
}
