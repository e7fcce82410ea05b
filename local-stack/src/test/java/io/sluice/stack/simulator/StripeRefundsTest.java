package io.sluice.stack.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeRefundsTest {

    @TempDir
    private static Path keys;

    @TempDir
    private Path data;

    private StripeShop shop;
    private String intent;

    @BeforeEach
    void sell() throws IOException {
        shop = new StripeShop(keys, data);
        intent = shop.sold(StripeShop.NUMBER);
    }

    @AfterEach
    void close() throws IOException {
        shop.close();
    }

    @Test
    void givesMoneyBackAndSaysSo() {
        var refund = shop.refund("k1", form("500", "r1") + "&reason=requested_by_customer");

        assertThat(refund.status()).isEqualTo(200);
        assertThat(refund.text("/id")).startsWith("re_");
        assertThat(refund.text("/object")).isEqualTo("refund");
        assertThat(refund.text("/status")).isEqualTo("succeeded");
        assertThat(refund.json().path("amount").asInt()).isEqualTo(500);
        assertThat(refund.text("/currency")).isEqualTo("eur");
        assertThat(refund.text("/payment_intent")).isEqualTo(intent);
        assertThat(refund.text("/charge")).isEqualTo(latestCharge());
        assertThat(refund.text("/metadata/refund_no")).isEqualTo("r1");
        assertThat(refund.text("/reason")).isEqualTo("requested_by_customer");
        assertThat(refund.text("/balance_transaction")).startsWith("txn_");
        assertThat(shop.get("/v1/refunds/" + refund.text("/id")).json()).isEqualTo(refund.json());
        assertThat(shop.book().path("refunds").toString()).isEqualTo("""
                [{"provider":"stripe","outTradeNo":"%s","refundNo":"r1",\
                "amount":{"minor":500,"currency":"EUR"},"status":"SUCCEEDED"}]\
                """.formatted(StripeShop.NUMBER));
        await().until(this::news, types -> types.contains("refund.created"));
    }

    @Test
    void givesEverythingLeftBackWhenNoAmountIsNamed() {
        shop.refund("k1", form("500", "r1"));

        var rest = shop.refund("k2", "charge=" + latestCharge());

        assertThat(rest.json().path("amount").asInt()).isEqualTo(1499);
    }

    @Test
    void replaysTheAnswerUnderTheSameKeyAndMakesNoSecondRefund() throws IOException {
        var first = shop.refund("k1", form("500", "r1"));
        shop.restart();

        var again = shop.refund("k1", form("500", "r1"));

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.replayed()).isTrue();
        assertThat(shop.refund("k1", form("501", "r1")).text("/error/type")).isEqualTo("idempotency_error");
        assertThat(shop.book().path("refunds")).hasSize(1);
    }

    @Test
    void makesASecondRefundUnderAnotherKeyAlsoForTheSameNumber() {
        shop.refund("k1", form("500", "r1"));
        shop.refund("k2", form("500", "r1"));

        assertThat(shop.book().path("refunds")).hasSize(2);
    }

    @Test
    void neverGivesMoreThanWasPaid() {
        assertThat(shop.refund("k1", form("2000", "r1")).text("/error/message")).contains("greater than unrefunded");
        shop.refund("k2", form("1999", "r2"));

        var more = shop.refund("k3", form("1", "r3"));

        assertThat(more.status()).isEqualTo(400);
        assertThat(more.text("/error/code")).isEqualTo("charge_already_refunded");
        assertThat(shop.refund("k4", "payment_intent=" + intent).text("/error/code"))
                .isEqualTo("charge_already_refunded");
    }

    @Test
    void neverGivesMoreThanWasPaidToManyAtOnce() {
        var wishes = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> shop.refund("k" + i, form("500", "r" + i)).status()))
                .toList();

        assertThat(wishes.stream().map(CompletableFuture::join).filter(status -> status == 200))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "payment_intent=pi_0, 404, resource_missing",
        "charge=ch_0, 404, resource_missing",
        "amount=500, 400, parameter_missing",
        "payment_intent=PAID&amount=0, 400, parameter_invalid_integer",
        "payment_intent=PAID&amount=-5, 400, parameter_invalid_integer",
        "payment_intent=PAID&amount=5.00, 400, parameter_invalid_integer",
        "payment_intent=PAID&reason=weather, 400, parameter_invalid_string",
        "payment_intent=PAID&notify_url=http, 400, parameter_unknown"
    })
    void refusesAWishThatIsNone(String form, int status, String code) {
        var refused = shop.refund("k1", form.replace("PAID", intent));

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.text("/error/code")).isEqualTo(code);
        assertThat(shop.refund("k1", form("500", "r1")).status()).isEqualTo(200);
    }

    @Test
    void hasNothingToGiveBackOfWhatNobodyPaid() {
        var open = shop.post("/v1/payment_intents", "", "amount=5&currency=eur").text("/id");

        assertThat(shop.refund("k1", "payment_intent=" + open).status()).isEqualTo(400);
        assertThat(shop.book().path("refunds")).isEmpty();
    }

    @Test
    void listsTheRefundsOfAPaymentPageByPageNewestFirst() {
        var other = shop.sold("f".repeat(32));
        shop.refund("k0", "payment_intent=" + other);
        for (var i = 1; i <= 3; i++) {
            shop.refund("k" + i, form("100", "r" + i));
        }

        var first = shop.get("/v1/refunds?limit=2&payment_intent=" + intent);
        var last = first.json().at("/data/1/id").asText();
        var second = shop.get("/v1/refunds?limit=2&payment_intent=" + intent + "&starting_after=" + last);

        assertThat(first.text("/object")).isEqualTo("list");
        assertThat(first.all("refund_no")).containsExactly("r3", "r2");
        assertThat(first.json().path("has_more").asBoolean()).isTrue();
        assertThat(second.all("refund_no")).containsExactly("r1");
        assertThat(second.json().path("has_more").asBoolean()).isFalse();
        assertThat(shop.get("/v1/refunds").json().path("data")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "refunds?limit=0, 400",
        "refunds?limit=101, 400",
        "refunds?starting_after=re_0, 400",
        "refunds?payment_intent=pi_0, 404",
        "refunds/re_0, 404",
        "refunds/pi_0, 404"
    })
    void refusesAQuestionThatIsNone(String path, int status) {
        assertThat(shop.get("/v1/" + path).status()).isEqualTo(status);
    }

    @Test
    void leavesARefundPendingWhenToldAndFinishesItWhenTheFaultIsOver() {
        shop.faults("{\"refundOutcome\": \"PENDING\"}");
        var asked = shop.refund("k1", form("500", "r1"));
        assertThat(asked.text("/status")).isEqualTo("pending");
        assertThat(asked.text("/pending_reason")).isEqualTo("processing");
        assertThat(asked.json().path("balance_transaction").isNull()).isTrue();
        await().until(this::news, types -> types.contains("refund.created"));

        shop.faults("{}");

        await().until(() -> shop.get("/v1/refunds/" + asked.text("/id")).text("/status"), "succeeded"::equals);
        await().until(this::news, types -> types.contains("refund.updated"));
        assertThat(shop.refund("k1", form("500", "r1")).text("/status")).isEqualTo("pending");
    }

    @Test
    void failsAfterAcceptanceWhenToldAndTheMoneyCanBeGivenBackAgain() {
        shop.faults("{\"refundOutcome\": \"FAIL\"}");
        var asked = shop.refund("k1", form("1999", "r1"));
        assertThat(asked.text("/status")).isEqualTo("pending");

        var failed = await().until(
                        () -> shop.get("/v1/refunds/" + asked.text("/id")),
                        refund -> refund.text("/status").equals("failed"));

        assertThat(failed.text("/failure_reason")).isNotEmpty();
        await().until(this::news, types -> types.contains("refund.failed"));
        shop.faults("{}");
        assertThat(shop.refund("k2", form("1999", "r2")).text("/status")).isEqualTo("succeeded");
    }

    @Test
    void acceptsAndDoesNotSaySoWhenTold() {
        shop.faults("{\"refundOutcome\": \"TIMEOUT_AFTER_ACCEPT\"}");

        assertThatThrownBy(() -> shop.refund("k1", form("500", "r1"))).hasCauseInstanceOf(IOException.class);

        assertThat(shop.get("/v1/refunds?payment_intent=" + intent).all("refund_no"))
                .containsExactly("r1");
        var again = shop.refund("k1", form("500", "r1"));
        assertThat(again.text("/status")).isEqualTo("succeeded");
        assertThat(again.replayed()).isTrue();
    }

    @Test
    void replaysItsTroubleUnderTheSameKeyAlsoWhenItIsOver() {
        shop.faults("{\"refundOutcome\": \"ERROR_500\"}");
        assertThat(shop.refund("k1", form("500", "r1")).status()).isEqualTo(500);
        shop.faults("{}");

        var again = shop.refund("k1", form("500", "r1"));

        assertThat(again.status()).isEqualTo(500);
        assertThat(again.replayed()).isTrue();
        assertThat(shop.get("/v1/refunds?payment_intent=" + intent).json().path("data"))
                .isEmpty();
        assertThat(shop.refund("k2", form("500", "r1")).status()).isEqualTo(200);
    }

    @Test
    void forgesARefundsNewsWhenTold() {
        await().until(this::news, types -> types.size() == 1);
        shop.faults("{\"forgeWebhooks\": true}");

        shop.refund("k1", form("500", "r1"));

        await().until(this::news, types -> types.size() == 3);
        assertThat(shop.merchant().received())
                .filteredOn(webhook -> !webhook.genuine())
                .extracting(webhook -> webhook.event().at("/data/object/amount").asInt())
                .containsExactly(5000);
    }

    private String form(String amount, String number) {
        return "payment_intent=" + intent + "&amount=" + amount + "&metadata%5Brefund_no%5D=" + number;
    }

    private String latestCharge() {
        return shop.get("/v1/payment_intents/" + intent).text("/latest_charge");
    }

    private List<String> news() {
        return shop.merchant().received().stream().map(Merchant.Received::type).toList();
    }
}
