package io.sluice.providers.wechatpay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.providers.Action;
import io.sluice.providers.Gateway;
import io.sluice.providers.Gateways;
import io.sluice.providers.NewPayment;
import io.sluice.providers.NewRefund;
import io.sluice.providers.Opening;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.RefundStanding;
import io.sluice.providers.Standing;
import io.sluice.providers.Statement;
import io.sluice.stack.simulator.TestSimulator;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway and WeChat Pay's protocol, by real HTTP. */
@QuarkusTest
@WithTestResource(value = TestSimulator.class, scope = TestResourceScope.GLOBAL)
class WeChatGatewayTest {

    private static final Currency YUAN = Currency.getInstance("CNY");
    private static final Money PRICE = new Money(1999, YUAN);
    private static final Money PART = new Money(999, YUAN);

    @Inject
    Gateways gateways;

    @ConfigProperty(name = "sluice.wechatpay.url")
    String simulator;

    @AfterEach
    void repair() {
        given().delete(simulator + "/simulator/faults").then().statusCode(204);
    }

    @Test
    void opensAPaymentForACodeToScan() {
        var opening = open(aPayment(PRICE));

        assertThat(opening.providerId()).isNull();
        assertThat(opening.action().type()).isEqualTo(Action.Type.QR_CODE);
        assertThat(opening.action().value()).startsWith("weixin://");
    }

    @Test
    void opensTheSamePaymentAgainUnderTheSameId() {
        var payment = aPayment(PRICE);

        assertThat(open(payment)).isEqualTo(open(payment));
    }

    @Test
    void opensNoSecondPaymentUnderTheSameId() {
        var payment = aPayment(PRICE);
        open(payment);
        var other = new NewPayment(payment.id(), payment.orderId(), PART, payment.subject(), payment.payBy());

        assertThat(gateway().open(other).await().indefinitely()).isInstanceOf(Opening.Unknown.class);
        pay(payment);
        assertThat(gateway().open(other).await().indefinitely()).isInstanceOf(Opening.Unknown.class);
    }

    @Test
    void saysHowAPaymentStands() {
        var payment = aPayment(PRICE);
        open(payment);
        assertThat(query(payment)).isEqualTo(new Standing.Open());

        pay(payment);

        assertThat(query(payment)).isInstanceOfSatisfying(Standing.Captured.class, captured -> {
            assertThat(captured.amount()).isEqualTo(PRICE);
            assertThat(captured.providerId()).isNotBlank();
        });
    }

    @Test
    void closesAnUnpaidPayment() {
        var payment = aPayment(PRICE);
        open(payment);

        assertThat(close(payment)).isEqualTo(new Standing.Closed(null));
        assertThat(close(payment)).isEqualTo(new Standing.Closed(null));
        assertThat(query(payment)).isEqualTo(new Standing.Closed(null));
    }

    @Test
    void findsTheMoneyWhenItClosesTooLate() {
        var payment = aPayment(PRICE);
        open(payment);
        pay(payment);

        assertThat(close(payment))
                .isInstanceOfSatisfying(
                        Standing.Captured.class,
                        captured -> assertThat(captured.amount()).isEqualTo(PRICE));
    }

    @Test
    void closesWhatWasNeverOpenedAndDoesNotKnowItOtherwise() {
        var payment = aPayment(PRICE);

        assertThat(query(payment)).isInstanceOf(Standing.Unknown.class);
        assertThat(close(payment)).isEqualTo(new Standing.Closed(null));
    }

    @Test
    void givesBackAPartOnce() {
        var payment = aPaidPayment();
        var refund = aRefund(payment, PART);

        assertThat(refund(refund)).isInstanceOfAny(RefundStanding.Pending.class, RefundStanding.Succeeded.class);
        assertThat(refund(refund)).isInstanceOfAny(RefundStanding.Pending.class, RefundStanding.Succeeded.class);

        await().untilAsserted(() -> assertThat(queryRefund(refund)).isInstanceOf(RefundStanding.Succeeded.class));
        assertThat(query(payment))
                .isInstanceOfSatisfying(
                        Standing.Captured.class,
                        captured -> assertThat(captured.amount()).isEqualTo(PRICE));
        assertThat(given().get(simulator + "/simulator/book")
                        .jsonPath()
                        .getList("refunds.findAll { it.outTradeNo == '%s' }".formatted(payment.id())))
                .hasSize(1);
    }

    @Test
    void givesBackNoMoreThanWasPaid() {
        var payment = aPaidPayment();

        var standing = refund(aRefund(payment, new Money(2000, YUAN)));

        assertThat(standing).isInstanceOf(RefundStanding.Failed.class);
    }

    @Test
    void givesBackNothingOfWhatWasNotPaid() {
        var payment = aPayment(PRICE);
        open(payment);
        var refund = aRefund(payment, PART);

        assertThat(refund(refund)).isInstanceOf(RefundStanding.Failed.class);
        assertThat(queryRefund(refund)).isEqualTo(new RefundStanding.Absent());
    }

    @Test
    void saysThatARefundFailed() {
        var payment = aPaidPayment();
        faults("{\"refundOutcome\": \"FAIL\"}");
        var refund = aRefund(payment, PART);

        refund(refund);

        await().untilAsserted(() -> assertThat(queryRefund(refund))
                .isInstanceOfAny(RefundStanding.Failed.class, RefundStanding.NeedsOperator.class));
    }

    @Test
    void doesNotKnowARefundWhoseAnswerWasLostUntilItAsks() {
        var payment = aPaidPayment();
        faults("{\"refundOutcome\": \"TIMEOUT_AFTER_ACCEPT\"}");
        var refund = aRefund(payment, PART);

        assertThat(refund(refund)).isInstanceOf(RefundStanding.Unknown.class);
        repair();

        await().untilAsserted(() -> assertThat(queryRefund(refund))
                .isInstanceOfAny(RefundStanding.Pending.class, RefundStanding.Succeeded.class));
    }

    @Test
    void doesNotKnowARefundThatWeChatPayHadTroubleWith() {
        var payment = aPaidPayment();
        faults("{\"refundOutcome\": \"ERROR_500\"}");

        assertThat(refund(aRefund(payment, PART))).isInstanceOf(RefundStanding.Unknown.class);
    }

    @Test
    void findsCapturesAndRefundsInTheStatement() {
        var payment = aPaidPayment();
        var refund = aRefund(payment, PART);
        refund(refund);
        var today = LocalDate.now(ZoneOffset.ofHours(8));

        var statement = gateway().statement(today).await().indefinitely();

        assertThat(statement).isInstanceOfSatisfying(Statement.Complete.class, complete -> {
            var ours = complete.lines().stream()
                    .filter(line -> payment.id().toString().equals(line.paymentNumber()))
                    .toList();
            assertThat(ours).hasSize(2);
            assertThat(ours.getFirst().kind()).isEqualTo(Statement.Kind.CAPTURE);
            assertThat(ours.getFirst().amount()).isEqualTo(PRICE);
            assertThat(ours.getLast().kind()).isEqualTo(Statement.Kind.REFUND);
            assertThat(ours.getLast().amount()).isEqualTo(PART);
            assertThat(ours.getLast().refundNumber()).isEqualTo(refund.id().toString());
        });
    }

    @Test
    void findsNothingInTheStatementOfADayWithoutTrades() {
        assertThat(gateway().statement(LocalDate.of(2026, 1, 2)).await().indefinitely())
                .isEqualTo(new Statement.Complete(List.of()));
    }

    @Test
    void doesNotKnowWhatWeChatPayDidNotSay() {
        var payment = aPaidPayment();
        faults("{\"errorRate\": 1}");

        assertThat(gateway().open(aPayment(PRICE)).await().indefinitely()).isInstanceOf(Opening.Unknown.class);
        assertThat(query(payment)).isInstanceOf(Standing.Unknown.class);
        assertThat(close(payment)).isInstanceOf(Standing.Unknown.class);
        assertThat(refund(aRefund(payment, PART))).isInstanceOf(RefundStanding.Unknown.class);
        assertThat(queryRefund(aRefund(payment, PART))).isInstanceOf(RefundStanding.Unknown.class);
        assertThat(gateway().statement(LocalDate.of(2026, 1, 2)).await().indefinitely())
                .isInstanceOf(Statement.Unknown.class);
    }

    @Test
    void repeatsWhatMayBeRepeated() {
        open(aPayment(PRICE)); // So that the keys are there.
        faults("{\"errorRate\": 0.3}");

        var opened = Multi.createFrom()
                .range(0, 90)
                .onItem()
                .transformToUni(_ -> gateway().open(aPayment(PRICE)))
                .merge(90)
                .filter(Opening.Opened.class::isInstance)
                .collect()
                .asList()
                .await()
                .indefinitely();

        assertThat(opened).hasSizeGreaterThan(70); // 90 x 0.7 = 63 without a repetition, 90 x 0.91 = 82 with one.
    }

    private Gateway gateway() {
        return gateways.of(Provider.WECHATPAY).orElseThrow();
    }

    private void faults(String faults) {
        given().body(faults).put(simulator + "/simulator/faults").then().statusCode(200);
    }

    private static NewPayment aPayment(Money amount) {
        var random = new SecureRandom();
        var order = OrderId.next("alice", Instant.now(), random);
        var id = PaymentId.next(order, Instant.now(), random);
        return new NewPayment(
                id, order, amount, "两盏灯 & ein Schlüssel", Instant.now().plusSeconds(900));
    }

    private NewPayment aPaidPayment() {
        var payment = aPayment(PRICE);
        open(payment);
        pay(payment);
        return payment;
    }

    private static NewRefund aRefund(NewPayment payment, Money amount) {
        var id = RefundId.next(payment.orderId(), Instant.now(), new SecureRandom());
        return new NewRefund(id, atProvider(payment), amount, payment.amount(), "坏了");
    }

    private Opening.Opened open(NewPayment payment) {
        return (Opening.Opened) gateway().open(payment).await().indefinitely();
    }

    private Standing query(NewPayment payment) {
        return gateway().query(atProvider(payment)).await().indefinitely();
    }

    private Standing close(NewPayment payment) {
        return gateway().close(atProvider(payment)).await().indefinitely();
    }

    private RefundStanding refund(NewRefund refund) {
        return gateway().refund(refund).await().indefinitely();
    }

    private RefundStanding queryRefund(NewRefund refund) {
        return gateway().queryRefund(refund).await().indefinitely();
    }

    private void pay(NewPayment payment) {
        given().post(simulator + "/simulator/payments/" + payment.id() + "/pay")
                .then()
                .statusCode(200);
    }

    private static PaymentAtProvider atProvider(NewPayment payment) {
        return new PaymentAtProvider(payment.id(), null);
    }
}
