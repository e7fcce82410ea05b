package io.sluice.stack.simulator;

import static io.sluice.stack.simulator.WechatShop.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.stack.simulator.WechatMerchant.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refund's life at WeChat Pay, and how the faults bend it. */
class WechatRefundsTest {

    private static final Pace NO_WAIT_BETWEEN = settlingIn(Duration.ofMillis(100));

    private static Pace settlingIn(Duration time) {
        var brisk = Pace.BRISK;
        return new Pace(
                time,
                Duration.ZERO,
                brisk.wechatShortestWindow(),
                brisk.wechatBillAddress(),
                Duration.ZERO,
                brisk.alipayBillAddress());
    }

    @TempDir
    private static Path keys;

    @TempDir
    private Path data;

    private WechatShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new WechatShop(keys, data, NO_WAIT_BETWEEN);
    }

    @AfterEach
    void close() throws IOException {
        shop.close();
    }

    @Test
    void acceptsFirstAndSucceedsAMomentLater() {
        shop.sell(1999);

        var accepted = shop.refund(shop.wish("r1", 1000, 1999));

        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.text("/status")).isEqualTo("PROCESSING");
        assertThat(accepted.text("/refund_id")).matches("[0-9]{29}");
        assertThat(accepted.json().has("success_time")).isFalse();
        await().untilAsserted(
                        () -> assertThat(shop.queryRefund("r1").text("/status")).isEqualTo("SUCCESS"));
        assertThat(shop.queryRefund("r1").json().has("success_time")).isTrue();
        assertThat(shop.query(NUMBER).text("/trade_state")).isEqualTo("REFUND");
        assertThat(refundsInTheBook()).containsExactly("r1 1000 SUCCEEDED");
    }

    @Test
    void tellsTheMerchantHowARefundEnded() {
        shop.sell(1999);

        shop.refund(shop.wish("r1", 1000, 1999));

        await().untilAsserted(() -> assertThat(shop.hooks().genuine()).hasSize(2));
        var webhook = shop.hooks().genuine().getLast();
        assertThat(webhook.type()).isEqualTo("REFUND.SUCCESS");
        assertThat(webhook.event().at("/resource/associated_data").asText()).isEqualTo("refund");
        assertThat(webhook.text("/refund_status")).isEqualTo("SUCCESS");
        assertThat(webhook.text("/out_refund_no")).isEqualTo("r1");
        assertThat(webhook.news().has("status")).isFalse();
        assertThat(webhook.news().at("/amount/refund").asInt()).isEqualTo(1000);
        assertThat(webhook.news().at("/amount/total").asInt()).isEqualTo(1999);
    }

    @Test
    void refundsOnceUnderANumber() {
        shop.sell(1999);
        var first = shop.refund(shop.wish("r1", 1000, 1999));

        var again = shop.refund(shop.wish("r1", 1000, 1999));

        assertThat(again.text("/refund_id")).isEqualTo(first.text("/refund_id"));
        assertRefused(shop.refund(shop.wish("r1", 999, 1999)), 400, "INVALID_REQUEST");
        assertThat(shop.book().at("/refunds")).hasSize(1);
    }

    @Test
    void neverGivesBackMoreThanWasPaid() {
        shop.sell(1999);
        shop.refund(shop.wish("r1", 1000, 1999));

        assertRefused(shop.refund(shop.wish("r2", 1000, 1999)), 400, "INVALID_REQUEST");
        assertThat(shop.refund(shop.wish("r3", 999, 1999)).status()).isEqualTo(200);
        assertThat(shop.book().at("/refunds")).hasSize(2);
    }

    @Test
    void neverGivesBackMoreThanWasPaidWhenRefundsRace() {
        shop.sell(10);

        var racing = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> shop.refund(shop.wish("r" + i, 3, 10))))
                .toList();

        assertThat(racing.stream().filter(reply -> reply.join().status() == 200))
                .hasSize(3);
    }

    @Test
    void takesFiftyRefundsOfOnePayment() {
        shop.sell(1999);
        IntStream.range(0, 50)
                .forEach(i -> assertThat(
                                shop.refund(shop.wish("r" + i, 1, 1999)).status())
                        .isEqualTo(200));

        assertRefused(shop.refund(shop.wish("r50", 1, 1999)), 400, "INVALID_REQUEST");
    }

    @Test
    void wantsAMinuteBetweenTwoRefundsOfOnePayment() throws IOException {
        shop.close();
        shop = new WechatShop(keys, data, Pace.REAL);
        shop.sell(1999);
        shop.refund(shop.wish("r1", 1, 1999));

        assertRefused(shop.refund(shop.wish("r2", 1, 1999)), 429, "FREQUENCY_LIMITED");
        assertThat(shop.refund(shop.wish("r1", 1, 1999)).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatCannotBeRefunded() {
        assertRefused(shop.refund(shop.wish("r1", 1, 1999)), 404, "RESOURCE_NOT_EXISTS");
        shop.create(shop.order(NUMBER, 1999, ""));
        assertRefused(shop.refund(shop.wish("r1", 1, 1999)), 400, "INVALID_REQUEST");
        shop.pay(NUMBER, "");

        assertRefused(shop.refund(shop.wish("r1", 1, 1998)), 400, "INVALID_REQUEST");
        assertRefused(shop.refund(shop.wish("r 1", 1, 1999)), 400, "PARAM_ERROR");
        assertRefused(shop.refund(shop.wish("r1", 1, 1999).replace("127.0.0.1", "10.0.0.1")), 400, "PARAM_ERROR");
        assertRefused(shop.queryRefund("r1"), 404, "RESOURCE_NOT_EXISTS");
        assertThat(shop.book().at("/refunds")).isEmpty();
    }

    @Test
    void refundsByTheTransactionsIdToo() {
        shop.sell(1999);
        var transaction = shop.query(NUMBER).text("/transaction_id");
        var wish = shop.wish("r1", 1, 1999)
                .replace("\"out_trade_no\": \"" + NUMBER, "\"transaction_id\": \"" + transaction);

        assertThat(shop.refund(wish).text("/out_trade_no")).isEqualTo(NUMBER);
    }

    @Test
    void closesARefundThatFailsAndLetsTheMerchantApplyAgain() {
        shop.faults("{\"refundOutcome\": \"FAIL\"}");
        shop.sell(1999);

        var accepted = shop.refund(shop.wish("r1", 1999, 1999));
        shop.faults("{}");

        assertThat(accepted.text("/status")).isEqualTo("PROCESSING");
        await().untilAsserted(() -> assertThat(shop.hooks().genuine())
                .extracting(WechatHooks.Received::type)
                .contains("REFUND.CLOSED"));
        assertThat(shop.queryRefund("r1").text("/status")).isEqualTo("CLOSED");
        assertThat(refundsInTheBook()).containsExactly("r1 1999 FAILED");
        assertThat(shop.refund(shop.wish("r2", 1999, 1999)).status()).isEqualTo(200);
    }

    @Test
    void leavesARefundPendingUntilTheFaultsChange() throws IOException {
        shop.faults("{\"refundOutcome\": \"PENDING\"}");
        shop.sell(1999);
        shop.refund(shop.wish("r1", 1, 1999));
        shop.refund(shop.wish("r2", 2, 1999));
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(refundsInTheBook()).containsExactly("r1 1 PENDING", "r2 2 PENDING"));

        shop.faults("{\"refundOutcome\": \"FAIL\"}");

        assertThat(refundsInTheBook()).containsExactly("r1 1 FAILED", "r2 2 FAILED");
    }

    @Test
    void finishesAfterARestartWhatWasPending() throws IOException {
        shop.faults("{\"refundOutcome\": \"PENDING\"}");
        shop.sell(1999);
        shop.refund(shop.wish("r1", 1, 1999));

        shop.restart();

        await().untilAsserted(() -> assertThat(refundsInTheBook()).containsExactly("r1 1 SUCCEEDED"));
        await().untilAsserted(() -> assertThat(shop.hooks().genuine())
                .extracting(WechatHooks.Received::type)
                .contains("REFUND.SUCCESS"));
    }

    @Test
    void endsARefundAsItWasAcceptedAlsoAfterARestart() throws IOException {
        shop.close();
        shop = new WechatShop(keys, data, settlingIn(Duration.ofSeconds(2)));
        shop.faults("{\"refundOutcome\": \"FAIL\"}");
        shop.sell(1999);
        shop.refund(shop.wish("r1", 1, 1999));

        shop.restart();

        assertThat(refundsInTheBook()).containsExactly("r1 1 PENDING");
        await().untilAsserted(() -> assertThat(refundsInTheBook()).containsExactly("r1 1 FAILED"));
    }

    @Test
    void booksARefundWhoseAnswerIsLost() {
        shop.faults("{\"refundOutcome\": \"TIMEOUT_AFTER_ACCEPT\"}");
        shop.sell(1999);

        var lost = shop.refund(shop.wish("r1", 1, 1999));

        assertThat(lost.status()).isZero();
        await().untilAsserted(
                        () -> assertThat(shop.queryRefund("r1").text("/status")).isEqualTo("SUCCESS"));
        assertThat(shop.refund(shop.wish("r1", 1, 1999)).text("/status")).isEqualTo("SUCCESS");
        assertThat(shop.book().at("/refunds")).hasSize(1);
    }

    @Test
    void acceptsNothingWhenItFails() {
        shop.faults("{\"refundOutcome\": \"ERROR_500\"}");
        shop.sell(1999);

        assertRefused(shop.refund(shop.wish("r1", 1, 1999)), 500, "SYSTEM_ERROR");
        assertRefused(shop.queryRefund("r1"), 404, "RESOURCE_NOT_EXISTS");
        assertThat(shop.book().at("/refunds")).isEmpty();
    }

    private Iterable<String> refundsInTheBook() {
        return IntStream.range(0, shop.book().at("/refunds").size())
                .mapToObj(i -> shop.book().at("/refunds/" + i))
                .map(refund -> refund.get("refundNo").asText() + " "
                        + refund.at("/amount/minor").asText() + " "
                        + refund.get("status").asText())
                .toList();
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.text("/code")).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.signedBy()).isNotNull();
    }
}
