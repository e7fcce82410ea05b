package io.sluice.stack.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorTest {

    private static final String NUMBER = "0123456789abcdef0123456789abcdef";
    private static final String FORM = "amount=1999&currency=eur&description=Two+lamps" + "&metadata%5Bpayment_id%5D="
            + NUMBER + "&metadata%5Border_id%5D=o1";

    private final HttpClient client = HttpClient.newHttpClient();

    /** For all tests, because making keys takes a while. */
    @TempDir
    private static Path keys;

    @TempDir
    private Path data;

    private MerchantAccounts accounts;
    private Merchant merchant;
    private Simulator simulator;

    @BeforeEach
    void start() throws IOException {
        accounts = new MerchantAccounts(keys);
        merchant = new Merchant(accounts.stripeWebhookSecret());
        simulator = newSimulator();
    }

    @AfterEach
    void stop() throws IOException {
        simulator.close();
        merchant.close();
    }

    private Simulator newSimulator() throws IOException {
        return Simulator.start(new SimulatorConfig(0, accounts, merchant.url(), data));
    }

    @Test
    void keepsWhatStripeWasAskedToCollect() {
        var created = json(create("k1", FORM));

        var retrieved = json(stripe("GET", "/v1/payment_intents/" + text(created, "/id"), ""));

        assertThat(retrieved).isEqualTo(created);
        assertThat(text(created, "/id")).startsWith("pi_");
        assertThat(text(created, "/client_secret")).startsWith(text(created, "/id") + "_secret_");
        assertThat(text(created, "/status")).isEqualTo("requires_payment_method");
        assertThat(created.at("/amount").asInt()).isEqualTo(1999);
        assertThat(text(created, "/description")).isEqualTo("Two lamps");
        assertThat(text(created, "/metadata/payment_id")).isEqualTo(NUMBER);
    }

    @Test
    void replaysTheFirstAnswerUnderTheSameKeyAlsoAfterARestart() throws IOException {
        var first = create("k1", FORM);
        simulator.close();
        simulator = newSimulator();

        var again = create("k1", FORM);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void refusesAKeyWithOtherParameters() {
        create("k1", FORM);

        var other = create("k1", FORM.replace("1999", "1"));

        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(text(json(other), "/error/type")).isEqualTo("idempotency_error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "currency=eur",
                "amount=0&currency=eur",
                "amount=-1&currency=eur",
                "amount=1.5&currency=eur",
                "amount=123456789&currency=eur",
                "amount=1",
                "amount=1&currency=euro",
                ""
            })
    void refusesBadInputAndDoesNotStoreTheRefusal(String form) {
        var refused = create("k1", form);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(create("k1", FORM).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAnotherKeyThanTheMerchants() {
        var request = request("POST", "/v1/payment_intents", FORM).header("Authorization", "Bearer sk_test_other");

        assertThat(send(request).statusCode()).isEqualTo(401);
    }

    @Test
    void knowsNoPaymentThatWasNotCreated() {
        assertThat(stripe("GET", "/v1/payment_intents/pi_0", "").statusCode()).isEqualTo(404);
        assertThat(pay("").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsTheMerchantWithAGenuineSignatureWhenTheBuyerPays() {
        var intent = text(json(create("k1", FORM)), "/id");

        var paid = pay("");

        assertThat(paid.statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(merchant.received()).hasSize(1));
        var webhook = merchant.received().getFirst();
        assertThat(webhook.genuine()).isTrue();
        assertThat(webhook.type()).isEqualTo("payment_intent.succeeded");
        assertThat(text(webhook.event(), "/data/object/id")).isEqualTo(intent);
        assertThat(webhook.event().at("/data/object/amount_received").asInt()).isEqualTo(1999);
        assertThat(book()).isEqualTo("""
                {"captures":[{"provider":"stripe","outTradeNo":"%s","amount":{"minor":1999,"currency":"EUR"}}],"refunds":[]}\
                """.formatted(NUMBER));
    }

    @Test
    void letsTheBuyerPayOnlyOnce() {
        create("k1", FORM);
        pay("");

        var again = pay("");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(text(json(again), "/error")).contains("CAPTURED");
    }

    @Test
    void capturesAnotherAmountIfATestSaysSo() {
        create("k1", FORM);

        pay("{\"amount\": {\"minor\": 5, \"currency\": \"USD\"}}");

        assertThat(book()).contains("{\"minor\":5,\"currency\":\"USD\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"amout\": 1}", "null", "[]", "{\"amount\": {\"minor\": 0, \"currency\": \"EUR\"}}", "{"})
    void refusesAnUnreadablePay(String body) {
        create("k1", FORM);

        assertThat(pay(body).statusCode()).isEqualTo(400);
        assertThat(book()).contains("\"captures\":[]");
    }

    @Test
    void cancelsAnOpenPaymentAndSaysSo() {
        var intent = text(json(create("k1", FORM)), "/id");

        var cancelled = cancel(intent);

        assertThat(text(json(cancelled), "/status")).isEqualTo("canceled");
        assertThat(pay("").statusCode()).isEqualTo(409);
        await().untilAsserted(() -> assertThat(merchant.received())
                .extracting(Merchant.Received::type)
                .containsExactly("payment_intent.canceled"));
    }

    @Test
    void refusesToCancelAPaidPayment() {
        var intent = text(json(create("k1", FORM)), "/id");
        pay("");

        var refused = cancel(intent);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(text(json(refused), "/error/code")).isEqualTo("payment_intent_unexpected_state");
        assertThat(text(json(refused), "/error/payment_intent/status")).isEqualTo("succeeded");
    }

    @Test
    void repeatsAWebhookUntilItIsAcknowledged() {
        create("k1", FORM);
        merchant.refuseNext(2);

        pay("");

        await().untilAsserted(() -> assertThat(merchant.received()).hasSize(3));
        assertThat(merchant.received())
                .extracting(webhook -> text(webhook.event(), "/id"))
                .containsOnly(text(merchant.received().getFirst().event(), "/id"));
    }

    @Test
    void deliversAfterARestartWhatItCouldNotDeliverBefore() throws IOException {
        create("k1", FORM);
        var url = merchant.url();
        merchant.close();
        pay("");
        simulator.close();
        merchant = new Merchant(accounts.stripeWebhookSecret());

        simulator = newSimulator();

        assertThat(merchant.url()).isNotEqualTo(url);
        await().untilAsserted(() -> assertThat(merchant.received())
                .extracting(Merchant.Received::type)
                .containsExactly("payment_intent.succeeded"));
        assertThat(pay("").statusCode()).isEqualTo(409);
    }

    @Test
    void deliversCopiesAndAForgeryWhenTold() {
        faults("{\"duplicateWebhooks\": 4, \"forgeWebhooks\": true}");
        create("k1", FORM);

        pay("");

        await().untilAsserted(() -> assertThat(merchant.received()).hasSize(6));
        assertThat(merchant.received()).filteredOn(Merchant.Received::genuine).hasSize(5);
    }

    @Test
    void losesWebhooksForGoodWhenTold() {
        create("k1", FORM);
        faults("{\"dropWebhooks\": true}");
        pay("");
        send(request("DELETE", "/simulator/faults", ""));
        create("k2", FORM.replace(NUMBER, "f".repeat(32)));

        send(request("POST", "/simulator/payments/" + "f".repeat(32) + "/pay", ""));

        await().untilAsserted(() -> assertThat(merchant.received()).hasSize(1));
        assertThat(text(merchant.received().getFirst().event(), "/data/object/metadata/payment_id"))
                .isEqualTo("f".repeat(32));
    }

    @Test
    void letsOneWebhookOvertakeAnotherWhenTold() {
        var intent = text(json(create("k1", FORM)), "/id");
        create("k2", FORM.replace(NUMBER, "f".repeat(32)));
        faults("{\"reorderWebhooks\": true}");

        cancel(intent);
        send(request("POST", "/simulator/payments/" + "f".repeat(32) + "/pay", ""));

        await().untilAsserted(() -> assertThat(merchant.received())
                .extracting(Merchant.Received::type)
                .containsExactly("payment_intent.succeeded", "payment_intent.canceled"));
    }

    @Test
    void failsAndDawdlesWhenTold() {
        faults("{\"errorRate\": 1, \"latencyMillis\": 100}");
        var start = System.nanoTime();

        var failed = create("k1", FORM);

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        send(request("DELETE", "/simulator/faults", ""));
        assertThat(create("k1", FORM).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dropWebhook\": true}",
                "{\"errorRate\": 1.5}",
                "{\"errorRate\": -0.1}",
                "{\"latencyMillis\": \"5\"}",
                "{\"duplicateWebhooks\": -1}",
                "{\"refundOutcome\": \"NO\"}",
                "",
                "null",
                "{} {}"
            })
    void refusesFaultsItDoesNotKnow(String body) {
        assertThat(send(request("PUT", "/simulator/faults", body)).statusCode()).isEqualTo(400);
    }

    @Test
    void isHealthyAndHonestAboutUnknownPaths() {
        assertThat(send(request("GET", "/health", "")).statusCode()).isEqualTo(200);
        assertThat(send(request("GET", "/nothing", "")).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> create(String key, String form) {
        return send(authorised(request("POST", "/v1/payment_intents", form)).header("Idempotency-Key", key));
    }

    private HttpResponse<String> cancel(String intent) {
        return stripe("POST", "/v1/payment_intents/" + intent + "/cancel", "");
    }

    private HttpResponse<String> stripe(String method, String path, String form) {
        return send(authorised(request(method, path, form)));
    }

    private HttpResponse<String> pay(String body) {
        return send(request("POST", "/simulator/payments/" + NUMBER + "/pay", body));
    }

    private void faults(String body) {
        assertThat(send(request("PUT", "/simulator/faults", body)).statusCode()).isEqualTo(200);
    }

    private String book() {
        return send(request("GET", "/simulator/book", "")).body();
    }

    private HttpRequest.Builder authorised(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + accounts.stripeSecretKey());
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(simulator.url() + path)).method(method, BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(JsonNode json, String pointer) {
        return json.at(pointer).asText();
    }
}
