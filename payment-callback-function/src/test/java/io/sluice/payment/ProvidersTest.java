package io.sluice.payment;

import static io.restassured.RestAssured.given;
import static io.sluice.payment.Shop.USER;
import static io.sluice.payment.Shop.anOrder;
import static io.sluice.payment.Shop.openPayment;
import static io.sluice.payment.Shop.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.CancellationReason;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same promises whoever collects the money, by real HTTP and real signatures against the simulator. */
@QuarkusTest
class ProvidersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final byte[] FORGED = "a=1&sign_type=RSA2&sign=AAAA".getBytes(StandardCharsets.UTF_8);

    record Answer(int status, String body) {}

    @TestHTTPResource
    URI application;

    @Inject
    Rows rows;

    @Inject
    Orders orders;

    @AfterEach
    void repair() {
        Shop.noFaults();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay", "alipay"})
    void isCapturedByItsWebhookOnceHoweverOftenItComes(String provider) {
        Shop.faults("{\"duplicateWebhooks\": 4, \"reorderWebhooks\": true, \"forgeWebhooks\": true}");
        var id = openPayment(anOrder(), provider);

        Shop.pay(id);

        awaitStatus(id, "CAPTURED");
        await().during(Duration.ofSeconds(1)) // Copies and the overtaken one are still on their way.
                .untilAsserted(() -> assertThat(rows.said(id)).containsExactly(captured(provider)));
        assertThat(rows.webhooks(id)).containsExactly("CAPTURED false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay", "alipay"})
    void isFoundByAQuestionWhenItsWebhookIsLost(String provider) {
        var id = openPayment(anOrder(), provider);
        Shop.faults("{\"dropWebhooks\": true}");

        Shop.pay(id);

        awaitStatus(id, "CAPTURED");
        assertThat(rows.said(id)).containsExactly(captured(provider));
        assertThat(rows.webhooks(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay", "alipay"})
    void isClosedWhenItsOrderIsCancelled(String provider) {
        var order = anOrder();
        var id = openPayment(order, provider);
        Shop.scan(id);

        orders.say(new OrderEvent.Cancelled(order, 2, USER, CancellationReason.PAYMENT_TIMEOUT, Instant.now()));

        awaitStatus(id, "CLOSED");
        assertThat(rows.said(id)).containsExactly("payment-closed 1");
    }

    /** Nobody can close what nobody has scanned: it is watched for as long as somebody may. */
    @Test
    void isFoundWhenItsCodeIsScannedAndPaidAfterAllWasCancelled() {
        var order = anOrder();
        var id = openPayment(order, "alipay");
        orders.say(new OrderEvent.Cancelled(order, 2, USER, CancellationReason.CUSTOMER, Instant.now()));
        await().until(() -> !rows.strings("SELECT attempts FROM payment WHERE order_id = $1", order.value())
                .equals(List.of("0")));
        payment(id).body("status", equalTo("PENDING"));
        Shop.faults("{\"dropWebhooks\": true}");

        Shop.pay(id);

        awaitStatus(id, "CAPTURED");
    }

    @Test
    void isClosedWhenNobodyHasScannedItsCodeInTime() {
        var order = anOrder();
        var id = openPayment(order, "alipay");
        orders.say(new OrderEvent.Cancelled(order, 2, USER, CancellationReason.CUSTOMER, Instant.now()));

        rows.strings("UPDATE payment SET pay_by = now() - interval '61 seconds' WHERE order_id = $1", order.value());

        awaitStatus(id, "CLOSED");
        assertThat(rows.said(id)).containsExactly("payment-closed 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay", "alipay"})
    void isCapturedWhenTheBuyerWasFasterThanTheClose(String provider) {
        var order = anOrder();
        var id = openPayment(order, provider);
        Shop.faults("{\"dropWebhooks\": true}");
        Shop.pay(id);

        orders.say(new OrderEvent.Cancelled(order, 2, USER, CancellationReason.PAYMENT_TIMEOUT, Instant.now()));

        awaitStatus(id, "CAPTURED");
        assertThat(rows.said(id)).containsExactly(captured(provider));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay", "alipay"})
    void announcesAnotherAmountAsItIs(String provider) {
        var id = openPayment(anOrder(), provider);

        Shop.pay(id, 7, Shop.currencyOf(provider));

        awaitStatus(id, "CAPTURED");
        assertThat(rows.said(id)).containsExactly("payment-captured 1 7 " + Shop.currencyOf(provider));
    }

    /** The buyer changes the provider: one payment is kept, the others are closed. */
    @Test
    void areClosedWhenTheOrderIsPaidByAnother() {
        var order = anOrder();
        var stripe = openPayment(order, "stripe");
        var wechatpay = openPayment(order, "wechatpay");
        var alipay = openPayment(order, "alipay");
        Shop.pay(alipay);
        awaitStatus(alipay, "CAPTURED");

        orders.say(OrderEventsTest.paid(order, alipay));

        awaitStatus(stripe, "CLOSED");
        awaitStatus(wechatpay, "CLOSED");
        payment(alipay).body("status", equalTo("CAPTURED"));
    }

    @ParameterizedTest
    @CsvSource({
        "stripe, 400, ''",
        "wechatpay, 401, '{\"code\":\"FAIL\",\"message\":\"refused\"}'",
        "alipay, 400, failure",
    })
    void refusesInTheProvidersOwnFormWhatIsForged(String provider, int status, String body) throws Exception {
        var before = rows.webhooks();

        for (var type : List.of("application/json", "application/x-www-form-urlencoded; charset=utf-8", "text/plain")) {
            assertThat(send(provider, type, FORGED)).isEqualTo(new Answer(status, body));
        }
        assertThat(send(provider, "application/json", new byte[0])).isEqualTo(new Answer(status, body));

        assertThat(rows.webhooks()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay", "alipay"})
    void answersWithAStatusAloneWhatIsNoWebhook(String provider) throws Exception {
        assertThat(send(provider, "application/json", new byte[70_000])).isEqualTo(new Answer(413, ""));
        assertThat(send(provider, "application/x-www-form-urlencoded", new byte[70_000]))
                .isEqualTo(new Answer(413, ""));
        assertThat(send(provider, "no type", FORGED).body()).doesNotContain("problems");
        given().get("/webhooks/" + provider).then().statusCode(405).body(equalTo(""));
        given().put("/webhooks/" + provider).then().statusCode(405).body(equalTo(""));
    }

    /** WeChat Pay probes whether signatures are checked, and sends the real one after. */
    @Test
    void refusesWeChatPaysProbes() {
        given().contentType(ContentType.JSON)
                .header("Wechatpay-Timestamp", Instant.now().getEpochSecond())
                .header("Wechatpay-Nonce", "n")
                .header("Wechatpay-Serial", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1")
                .header("Wechatpay-Signature", "WECHATPAY/SIGNTEST/AAAA+")
                .header("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048")
                .body("{}")
                .post("/webhooks/wechatpay")
                .then()
                .statusCode(401)
                .body("code", equalTo("FAIL"));
    }

    /** As bytes: a client for tests would make a form of them. */
    private Answer send(String provider, String type, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(application.resolve("/webhooks/" + provider))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        }
    }

    private static String captured(String provider) {
        return "payment-captured 1 1999 " + Shop.currencyOf(provider);
    }

    private static void awaitStatus(String id, String status) {
        await().atMost(PATIENCE).untilAsserted(() -> payment(id).body("status", equalTo(status)));
    }
}
