package io.sluice.providers.stripe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.providers.NewPayment;
import io.sluice.providers.NewRefund;
import io.sluice.providers.Opening;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.RefundStanding;
import io.sluice.providers.RefundStanding.Absent;
import io.sluice.providers.RefundStanding.Failed;
import io.sluice.providers.RefundStanding.NeedsOperator;
import io.sluice.providers.RefundStanding.Pending;
import io.sluice.providers.RefundStanding.Succeeded;
import io.sluice.providers.RefundStanding.Unknown;
import io.sluice.providers.Statement;
import io.sluice.providers.Statement.Kind;
import io.sluice.providers.Statement.Line;
import io.sluice.stack.simulator.TestSimulator;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refunds and statements by real HTTP: what the gateway says is what Stripe's book says. */
@QuarkusTest
@WithTestResource(value = TestSimulator.class, scope = TestResourceScope.GLOBAL)
class StripeMoneyBackTest {

    private static final Money PRICE = euros(1999);
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    StripeGateway gateway;

    @ConfigProperty(name = "sluice.stripe.url")
    String simulator;

    @ConfigProperty(name = "sluice.stripe.secret-key")
    String secretKey;

    private PaymentAtProvider payment;
    private OrderId order;

    @BeforeEach
    void pay() {
        order = OrderId.next("alice", Instant.now(), RANDOM);
        payment = paid();
    }

    @AfterEach
    void repair() {
        given().delete(simulator + "/simulator/faults").then().statusCode(204);
    }

    @Test
    void givesBackAPartAndThenTheRest() {
        var part = aRefund(500);
        var rest = aRefund(1499);
        assertThat(gives(part)).isInstanceOf(Succeeded.class);
        assertThat(gives(rest)).isInstanceOf(Succeeded.class);

        assertThat(booked()).containsExactlyInAnyOrder(part.id() + " 500 SUCCEEDED", rest.id() + " 1499 SUCCEEDED");
        assertThat(asks(part)).isInstanceOf(Succeeded.class).isNotEqualTo(asks(rest));
    }

    @Test
    void givesBackOnceHoweverOftenItIsAsked() {
        var refund = aRefund(500);

        var answers = Multi.createFrom()
                .range(0, 10)
                .onItem()
                .transformToUni(_ -> gateway.refund(refund))
                .merge(10)
                .collect()
                .asList()
                .await()
                .indefinitely();

        assertThat(answers).allMatch(answer -> answer instanceof Succeeded || answer instanceof Unknown);
        assertThat(gives(refund)).isInstanceOf(Succeeded.class).isEqualTo(asks(refund));
        assertThat(booked()).containsExactly(refund.id() + " 500 SUCCEEDED");
    }

    @Test
    void knowsWhatWasNeverAskedFor() {
        gives(aRefund(500));

        assertThat(asks(aRefund(500))).isEqualTo(new Absent());
    }

    @Test
    void isToldThatNothingIsLeft() {
        gives(aRefund(1999));

        assertThat(gives(aRefund(1))).isEqualTo(new Failed("400 charge_already_refunded"));
        assertThat(booked()).hasSize(1);
    }

    @Test
    void doesNotBelieveThatStripeHasForgottenAPayment() {
        payment = new PaymentAtProvider(payment.id(), "pi_0");
        var refund = aRefund(500);

        assertThat(gives(refund)).isEqualTo(new Unknown("404 resource_missing"));
        assertThat(asks(refund)).isEqualTo(new Unknown("404 resource_missing"));
    }

    @Test
    void callsAPersonWhereTheBuyerHasNotPaid() {
        payment = opened();

        assertThat(gives(aRefund(500))).isInstanceOf(NeedsOperator.class);
    }

    @Test
    void waitsForARefundThatTakesItsTime() {
        fault("PENDING");
        var refund = aRefund(500);
        assertThat(gives(refund)).isInstanceOf(Pending.class);
        assertThat(asks(refund)).isInstanceOf(Pending.class);

        repair();

        await().untilAsserted(() -> assertThat(asks(refund)).isInstanceOf(Succeeded.class));
    }

    @Test
    void hearsThatARefundFailed() {
        fault("FAIL");
        var refund = aRefund(500);
        gives(refund);

        await().untilAsserted(() -> assertThat(asks(refund)).isEqualTo(new Failed("expired_or_canceled_card")));
    }

    /** The key makes the repetition the same refund, so a lost answer is asked for again at once. */
    @Test
    void asksAgainForAnAnswerThatWasLost() {
        fault("TIMEOUT_AFTER_ACCEPT");
        var refund = aRefund(500);

        assertThat(gives(refund)).isInstanceOf(Succeeded.class);
        assertThat(booked()).containsExactly(refund.id() + " 500 SUCCEEDED");
    }

    @Test
    void findsByItsNumberWhatItGotNoAnswerFor() {
        fault("TIMEOUT_AFTER_ACCEPT");
        var refund = aRefund(500);
        var impatient = impatient();

        assertThat(impatient.refund(refund).await().indefinitely()).isInstanceOf(Unknown.class);

        assertThat(asks(refund)).isInstanceOf(Succeeded.class);
        assertThat(gives(refund)).isEqualTo(asks(refund));
        assertThat(booked()).containsExactly(refund.id() + " 500 SUCCEEDED");
    }

    /** Stripe keeps its own failure under the key for a day, and the refund is nowhere. */
    @Test
    void doesNotKnowWhatStripeFailedAt() {
        fault("ERROR_500");
        var refund = aRefund(500);
        assertThat(gives(refund)).isInstanceOf(Unknown.class);
        repair();

        assertThat(gives(refund)).isEqualTo(new Unknown("Stripe repeats a failure of its own: 500 api_error"));
        assertThat(asks(refund)).isEqualTo(new Absent());
        assertThat(booked()).isEmpty();
    }

    @Test
    void readsFromTheStatementWhatMoved() {
        var from = today();
        var refund = aRefund(500);
        gives(refund);
        var other = payment;
        payment = paid();

        assertThat(lines(from))
                .extracting(Line::kind, Line::paymentNumber, Line::providerId, Line::refundNumber, Line::amount)
                .contains(
                        row(Kind.CAPTURE, other, null, PRICE),
                        row(Kind.REFUND, other, refund.id().toString(), euros(500)),
                        row(Kind.CAPTURE, payment, null, PRICE));
        assertThat(lines(from)).allMatch(line -> line.kind() == Kind.CAPTURE || line.kind() == Kind.REFUND);
        assertThat(lines(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 1, 1))).isEmpty();
    }

    @Test
    void hasNoStatementWhileStripeIsInTrouble() {
        given().body("{\"errorRate\": 1}")
                .put(simulator + "/simulator/faults")
                .then()
                .statusCode(200);

        assertThat(gateway.statement(today()).await().indefinitely()).isInstanceOf(Statement.Unknown.class);
    }

    private static Tuple row(Kind kind, PaymentAtProvider of, String refund, Money amount) {
        return Tuple.tuple(kind, of.id().toString(), of.providerId(), refund, amount);
    }

    private PaymentAtProvider paid() {
        var opened = opened();
        given().post(simulator + "/simulator/payments/" + opened.id() + "/pay")
                .then()
                .statusCode(200);
        return opened;
    }

    private PaymentAtProvider opened() {
        var id = PaymentId.next(order, Instant.now(), RANDOM);
        var wish = new NewPayment(id, order, PRICE, "Zwei Lampen", Instant.now().plusSeconds(900));
        var opening = (Opening.Opened) gateway.open(wish).await().indefinitely();
        return new PaymentAtProvider(id, opening.providerId());
    }

    private NewRefund aRefund(long cents) {
        var id = RefundId.next(order, Instant.now(), RANDOM);
        return new NewRefund(id, payment, euros(cents), PRICE, "zu dunkel");
    }

    private RefundStanding gives(NewRefund refund) {
        return gateway.refund(refund).await().indefinitely();
    }

    private RefundStanding asks(NewRefund refund) {
        return gateway.queryRefund(refund).await().indefinitely();
    }

    /** Does not repeat a call. */
    private StripeRefunds impatient() {
        var config = StripeFixtures.config(Map.of("url", simulator, "secret-key", secretKey, "retries", "0"));
        var calls = new StripeCalls(config, new StripeSecrets(config), new ObjectMapper());
        return new StripeRefunds(config, calls, new StripeRefundSearch(config, calls));
    }

    /** What the book has of this payment's refunds. */
    private List<String> booked() {
        List<Map<String, Object>> refunds =
                given().get(simulator + "/simulator/book").then().extract().path("refunds");
        var found = new ArrayList<String>();
        for (var refund : refunds) {
            if (refund.get("outTradeNo").equals(payment.id().toString())) {
                found.add(refund.get("refundNo") + " " + ((Map<?, ?>) refund.get("amount")).get("minor") + " "
                        + refund.get("status"));
            }
        }
        return found;
    }

    /** From {@code from} until today, should it have become midnight. */
    private List<Line> lines(LocalDate from) {
        return lines(from, today());
    }

    private List<Line> lines(LocalDate from, LocalDate to) {
        return Stream.of(from, to)
                .distinct()
                .flatMap(day ->
                        ((Statement.Complete) gateway.statement(day).await().indefinitely()).lines().stream())
                .toList();
    }

    private void fault(String outcome) {
        given().body("{\"refundOutcome\": \"" + outcome + "\"}")
                .put(simulator + "/simulator/faults")
                .then()
                .statusCode(200);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }
}
