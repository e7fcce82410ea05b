package io.sluice.providers.alipay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import io.sluice.providers.Notification;
import io.sluice.providers.Opening;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.RefundStanding;
import io.sluice.providers.Standing;
import io.sluice.providers.Statement;
import io.sluice.providers.Statement.Kind;
import io.sluice.stack.simulator.TestSimulator;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway and Alipay's protocol, by real HTTP in both directions. */
@QuarkusTest
@WithTestResource(value = TestSimulator.class, scope = TestResourceScope.GLOBAL)
class AlipayGatewayTest {

    private static final Money PRICE = yuan(1999);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<Notification> heard = new CopyOnWriteArrayList<>();

    @Inject
    Gateways gateways;

    @ConfigProperty(name = "sluice.alipay.url")
    String simulator;

    @ConfigProperty(name = "quarkus.http.test-port")
    int webhookPort;

    private HttpServer webhooks;

    @BeforeEach
    void listen() throws IOException {
        webhooks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), webhookPort), 0);
        webhooks.createContext("/webhooks/alipay", this::hear);
        webhooks.start();
    }

    @AfterEach
    void repair() {
        given().delete(simulator + "/simulator/faults").then().statusCode(204);
        webhooks.stop(0);
    }

    /** What payment-callback-function does, without storing. */
    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var notification = gateway().read(body, exchange.getRequestHeaders()::getFirst);
            heard.add(notification);
            var answer = notification instanceof Notification.Refused
                    ? gateway().refused()
                    : gateway().accepted();
            exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
            var text = answer.body().getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Test
    void opensAPaymentByQrCode() {
        var opening = open(aPayment(PRICE));

        assertThat(opening.providerId()).isNull();
        assertThat(opening.action().type()).isEqualTo(Action.Type.QR_CODE);
        assertThat(opening.action().value()).isNotBlank();
    }

    @Test
    void opensTheSamePaymentAgainUnderTheSameId() {
        var payment = aPayment(PRICE);

        assertThat(open(payment)).isEqualTo(open(payment));
    }

    @Test
    void isAbsentUntilTheBuyerScans() {
        var payment = aPayment(PRICE);
        open(payment);
        assertThat(query(payment)).isEqualTo(new Standing.Absent());

        buyer(payment, "scan", 204);

        assertThat(query(payment)).isEqualTo(new Standing.Open());
    }

    @Test
    void knowsOfAPaymentThatWasNeverOpenedNothingElse() {
        assertThat(query(aPayment(PRICE))).isEqualTo(new Standing.Absent());
    }

    @Test
    void findsAndHearsOfTheMoney() {
        var payment = aPayment(PRICE);
        open(payment);

        buyer(payment, "pay", 200);

        var standing = (Standing.Captured) query(payment);
        assertThat(standing.amount()).isEqualTo(PRICE);
        var captured = await().until(() -> heard(payment, Notification.Captured.class), list -> !list.isEmpty())
                .getFirst();
        assertThat(captured.amount()).isEqualTo(PRICE);
        assertThat(captured.about().providerId()).isEqualTo(standing.providerId());
        assertThat(captured.about().at())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @Test
    void hearsOfTheAmountThatWasPaidNotOfTheOneAsked() {
        var payment = aPayment(PRICE);
        open(payment);

        given().body("{\"amount\": {\"minor\": 5, \"currency\": \"CNY\"}}")
                .post(simulator + "/simulator/payments/" + payment.id() + "/pay")
                .then()
                .statusCode(200);

        assertThat(((Standing.Captured) query(payment)).amount()).isEqualTo(yuan(5));
        await().until(() -> heard(payment, Notification.Captured.class), list -> !list.isEmpty());
        assertThat(heard(payment, Notification.Captured.class).getFirst().amount())
                .isEqualTo(yuan(5));
    }

    @Test
    void refusesAForgeryAndTakesTheRepetitionOfTheGenuineForTheSame() {
        faults("{\"forgeWebhooks\": true, \"duplicateWebhooks\": 2}");
        var payment = aPayment(PRICE);
        open(payment);

        buyer(payment, "pay", 200);

        await().until(() -> heard(payment, Notification.Captured.class), list -> list.size() == 3);
        assertThat(heard(payment, Notification.Captured.class))
                .containsOnly(heard(payment, Notification.Captured.class).getFirst());
        await().until(() -> heard.stream().anyMatch(Notification.Refused.class::isInstance));
    }

    @Test
    void cannotCloseWhatNobodyScannedAndFindsTheMoneyWhenSomebodyDoes() {
        var payment = aPayment(PRICE);
        open(payment);

        assertThat(close(payment)).isEqualTo(new Standing.Absent());
        buyer(payment, "pay", 200);
        assertThat(close(payment)).isInstanceOf(Standing.Captured.class);
    }

    @Test
    void closesWhatWasScanned() {
        var payment = aPayment(PRICE);
        open(payment);
        buyer(payment, "scan", 204);

        assertThat(close(payment)).isInstanceOf(Standing.Closed.class);
        assertThat(close(payment)).isInstanceOf(Standing.Closed.class);
        assertThat(query(payment)).isInstanceOf(Standing.Closed.class);
        buyer(payment, "pay", 409);
    }

    @Test
    void findsTheMoneyWhenItClosesTooLate() {
        var payment = aPayment(PRICE);
        open(payment);
        buyer(payment, "pay", 200);

        assertThat(((Standing.Captured) close(payment)).amount()).isEqualTo(PRICE);
    }

    @Test
    void canBePaidAfterACloseUntilItsTimeIsOver() {
        var payment = aPayment(PRICE);
        open(payment);
        close(payment);

        buyer(payment, "pay", 200);

        assertThat(((Standing.Captured) query(payment)).amount()).isEqualTo(PRICE);
    }

    @Test
    void cannotBePaidAfterItsTime() {
        var payment = aPayment(PRICE, Instant.now().plusSeconds(2));
        open(payment);
        buyer(payment, "scan", 204);

        await().until(() -> query(payment) instanceof Standing.Closed);

        buyer(payment, "pay", 409);
    }

    @Test
    void refundsInPartsAndOnceEach() {
        var payment = paid();
        var first = aRefund(payment, yuan(500));
        assertThat(queryRefund(first)).isEqualTo(new RefundStanding.Absent());

        assertThat(refund(first)).isEqualTo(new RefundStanding.Succeeded(null));
        assertThat(refund(first)).isEqualTo(new RefundStanding.Succeeded(null));
        assertThat(queryRefund(first)).isEqualTo(new RefundStanding.Succeeded(null));
        assertThat(((Standing.Captured) query(payment)).amount()).isEqualTo(PRICE);
        assertThat(refunds(payment)).containsExactly(500);
    }

    @Test
    void hearsOfARefundAsARefund() {
        var payment = paid();
        var refund = aRefund(payment, yuan(500));
        heard.clear();

        refund(refund);

        var changed = await().until(() -> heard(payment, Notification.RefundChanged.class), list -> !list.isEmpty())
                .getFirst();
        assertThat(changed.refundNumber()).isEqualTo(refund.id().toString());
        assertThat(heard(payment, Notification.Captured.class)).isEmpty();
    }

    @Test
    void neverTakesATradeThatWasFullyRefundedForOneWithoutMoney() {
        var payment = paid();

        assertThat(refund(aRefund(payment, PRICE))).isEqualTo(new RefundStanding.Succeeded(null));

        assertThat(((Standing.Captured) query(payment)).amount()).isEqualTo(PRICE);
        assertThat(((Standing.Captured) close(payment)).amount()).isEqualTo(PRICE);
        await().until(() -> heard(payment, Notification.RefundChanged.class), list -> !list.isEmpty());
        assertThat(heard(payment, Notification.Closed.class)).isEmpty();
    }

    @Test
    void failsARefundOfMoreThanThereIs() {
        var payment = paid();

        assertThat(refund(aRefund(payment, yuan(2000)))).isInstanceOf(RefundStanding.Failed.class);
    }

    @Test
    void failsARefundOfATradeThatIsNone() {
        var refund = aRefund(aPayment(PRICE), PRICE);

        assertThat(queryRefund(refund)).isEqualTo(new RefundStanding.Absent());
        assertThat(refund(refund)).isInstanceOf(RefundStanding.Failed.class);
    }

    @Test
    void waitsForARefundThatIsPending() {
        var refund = aRefund(paid(), PRICE);
        faults("{\"refundOutcome\": \"PENDING\"}");
        assertThat(refund(refund)).isEqualTo(new RefundStanding.Pending(null));

        faults("{\"refundOutcome\": \"SUCCEED\"}");

        await().untilAsserted(() -> assertThat(queryRefund(refund)).isEqualTo(new RefundStanding.Succeeded(null)));
    }

    @Test
    void findsARefundWhoseAnswerWasLost() {
        var refund = aRefund(paid(), PRICE);
        faults("{\"refundOutcome\": \"TIMEOUT_AFTER_ACCEPT\"}");

        assertThat(refund(refund)).isInstanceOf(RefundStanding.Unknown.class);
        assertThat(queryRefund(refund)).isEqualTo(new RefundStanding.Succeeded(null));
    }

    @Test
    void doesNotKnowARefundThatWasAnsweredWithTrouble() {
        var refund = aRefund(paid(), PRICE);
        faults("{\"refundOutcome\": \"ERROR_500\"}");

        assertThat(refund(refund)).isInstanceOf(RefundStanding.Unknown.class);
        assertThat(queryRefund(refund)).isEqualTo(new RefundStanding.Absent());
    }

    @Test
    void findsPaymentsAndRefundsInTheDaysBill() {
        var payment = paid();
        var refund = aRefund(payment, yuan(500));
        refund(refund);
        var trade = ((Standing.Captured) query(payment)).providerId();

        var lines = ((Statement.Complete) statement(LocalDate.now(AlipayTime.SHANGHAI)))
                .lines().stream()
                        .filter(line -> line.paymentNumber().equals(payment.id().toString()))
                        .toList();

        assertThat(lines).extracting(Statement.Line::kind).containsExactlyInAnyOrder(Kind.CAPTURE, Kind.REFUND);
        assertThat(lines).extracting(Statement.Line::providerId).containsOnly(trade);
        assertThat(lines).extracting(Statement.Line::amount).containsExactlyInAnyOrder(PRICE, yuan(500));
        assertThat(lines)
                .extracting(Statement.Line::refundNumber)
                .containsExactlyInAnyOrder(null, refund.id().toString());
        assertThat(lines)
                .allSatisfy(line -> assertThat(
                                Duration.between(line.at(), Instant.now()).abs())
                        .isLessThan(Duration.ofMinutes(1)));
    }

    @Test
    void readsADayWithoutABillAsEmpty() {
        assertThat(statement(LocalDate.of(2020, 2, 29))).isEqualTo(new Statement.Complete(List.of()));
    }

    @Test
    void doesNotKnowWhatAlipayDidNotSay() {
        faults("{\"errorRate\": 1}");
        var payment = aPayment(PRICE);

        assertThat(gateway().open(payment).await().indefinitely()).isInstanceOf(Opening.Unknown.class);
        assertThat(query(payment)).isInstanceOf(Standing.Unknown.class);
        assertThat(close(payment)).isInstanceOf(Standing.Unknown.class);
        assertThat(refund(aRefund(payment, PRICE))).isInstanceOf(RefundStanding.Unknown.class);
        assertThat(queryRefund(aRefund(payment, PRICE))).isInstanceOf(RefundStanding.Unknown.class);
        assertThat(statement(LocalDate.of(2020, 2, 29))).isInstanceOf(Statement.Unknown.class);
    }

    @Test
    void repeatsWhatMayBeRepeated() {
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
        return gateways.of(Provider.ALIPAY).orElseThrow();
    }

    private void faults(String faults) {
        given().body(faults).put(simulator + "/simulator/faults").then().statusCode(200);
    }

    private static Money yuan(long fen) {
        return new Money(fen, Currency.getInstance("CNY"));
    }

    private static NewPayment aPayment(Money amount) {
        return aPayment(amount, Instant.now().plusSeconds(900));
    }

    private static NewPayment aPayment(Money amount, Instant payBy) {
        var order = OrderId.next("alice", Instant.now(), RANDOM);
        return new NewPayment(
                PaymentId.next(order, Instant.now(), RANDOM), order, amount, "两盏灯 & ein Schlüssel", payBy);
    }

    private static NewRefund aRefund(NewPayment payment, Money amount) {
        var id = RefundId.next(payment.orderId(), Instant.now(), RANDOM);
        return new NewRefund(id, atProvider(payment), amount, payment.amount(), "退货");
    }

    private NewPayment paid() {
        var payment = aPayment(PRICE);
        open(payment);
        buyer(payment, "pay", 200);
        await().until(() -> heard(payment, Notification.Captured.class), list -> !list.isEmpty());
        return payment;
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

    private Statement statement(LocalDate day) {
        return gateway().statement(day).await().indefinitely();
    }

    private void buyer(NewPayment payment, String does, int expected) {
        given().post(simulator + "/simulator/payments/" + payment.id() + "/" + does)
                .then()
                .statusCode(expected);
    }

    private List<Integer> refunds(NewPayment payment) {
        return given().get(simulator + "/simulator/book")
                .jsonPath()
                .param("number", payment.id().toString())
                .getList("refunds.findAll { it.outTradeNo == number }.amount.minor", Integer.class);
    }

    private <T extends Notification.News> List<T> heard(NewPayment payment, Class<T> kind) {
        return heard.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(news -> payment.id().toString().equals(news.about().paymentNumber()))
                .toList();
    }

    private static PaymentAtProvider atProvider(NewPayment payment) {
        return new PaymentAtProvider(payment.id(), null);
    }
}
