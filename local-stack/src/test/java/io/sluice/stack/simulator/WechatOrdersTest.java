package io.sluice.stack.simulator;

import static io.sluice.stack.simulator.WechatShop.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.stack.simulator.WechatMerchant.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A payment's life at WeChat Pay. */
class WechatOrdersTest {

    @TempDir
    private static Path keys;

    @TempDir
    private Path data;

    private WechatShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new WechatShop(keys, data, Pace.BRISK);
    }

    @AfterEach
    void close() throws IOException {
        shop.close();
    }

    @Test
    void givesTheSameCodeForTheSameOrder() {
        var first = shop.create(shop.order(NUMBER, 1999, ""));

        var again = shop.create(shop.order(NUMBER, 1999, ""));

        assertThat(first.text("/code_url")).startsWith("weixin://wxpay/bizpayurl?pr=");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.signedBy()).isNotNull();
    }

    @Test
    void refusesTheSameNumberForAnotherOrder() {
        shop.create(shop.order(NUMBER, 1999, ""));

        assertRefused(shop.create(shop.order(NUMBER, 1998, "")), 403, "OUT_TRADE_NO_USED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wx0000000000000001 | wx2 | APPID_MCHID_NOT_MATCH | ",
                "\"1900000001\" | \"1900000002\" | PARAM_ERROR | /mchid",
                "\"total\": 1999 | \"total\": 0 | PARAM_ERROR | /amount/total",
                "\"total\": 1999 | \"total\": 19.99 | PARAM_ERROR | /amount/total",
                "\"total\": 1999 | \"total\": \"1999\" | PARAM_ERROR | /amount/total",
                "CNY | EUR | PARAM_ERROR | /amount/currency",
                "0123456789abcdef0123456789abcdef | 12345 | PARAM_ERROR | /out_trade_no",
                "127.0.0.1 | 10.0.0.1 | PARAM_ERROR | /notify_url",
                "127.0.0.1 | localhost.example.com | PARAM_ERROR | /notify_url",
                "/hooks | /hooks?a=b | PARAM_ERROR | /notify_url",
                "description | desc | PARAM_ERROR | /description",
                "} | , | PARAM_ERROR | /"
            })
    void refusesAnOrderThatIsNotAsItMustBe(String right, String wrong, String code, String field) {
        var refused = shop.create(shop.order(NUMBER, 1999, "").replace(right, wrong));

        assertRefused(refused, 400, code);
        assertThat(refused.text("/detail/field")).isEqualTo(field == null ? "" : field);
    }

    @Test
    void tellsWhereAPaymentStands() {
        shop.create(shop.order(NUMBER, 1999, ""));
        var unpaid = shop.query(NUMBER);

        shop.pay(NUMBER, "");

        var paid = shop.query(NUMBER);
        assertThat(unpaid.text("/trade_state")).isEqualTo("NOTPAY");
        assertThat(unpaid.json().has("transaction_id")).isFalse();
        assertThat(paid.text("/trade_state")).isEqualTo("SUCCESS");
        assertThat(paid.text("/transaction_id")).matches("[0-9]{28}");
        assertThat(paid.json().at("/amount/total").asInt()).isEqualTo(1999);
        assertThat(OffsetDateTime.parse(paid.text("/success_time")).toString()).endsWith("+08:00");
    }

    @Test
    void knowsNoOrderThatWasNotMadeAndNoneOfAnotherMerchants() {
        assertRefused(shop.query(NUMBER), 404, "ORDER_NOT_EXIST");
        assertRefused(shop.close(NUMBER), 404, "ORDER_NOT_EXIST");
        assertRefused(shop.get(WechatShop.ORDER_PATH + NUMBER + "?mchid=1"), 400, "PARAM_ERROR");
    }

    @Test
    void closesAnUnpaidOrderAsOftenAsItIsAskedTo() {
        shop.create(shop.order(NUMBER, 1999, ""));

        var closed = shop.close(NUMBER);

        assertThat(closed.status()).isEqualTo(204);
        assertThat(closed.signedBy()).isNotNull();
        assertThat(shop.close(NUMBER).status()).isEqualTo(204);
        assertThat(shop.query(NUMBER).text("/trade_state")).isEqualTo("CLOSED");
        assertThat(shop.pay(NUMBER, "")).isEqualTo(409);
        assertRefused(shop.create(shop.order(NUMBER, 1999, "")), 400, "ORDER_CLOSED");
    }

    @Test
    void refusesToCloseOrRepeatAPaidOrder() {
        shop.sell(1999);

        assertRefused(shop.close(NUMBER), 400, "ORDER_PAID");
        assertRefused(shop.create(shop.order(NUMBER, 1999, "")), 400, "ORDER_PAID");
    }

    @Test
    void hasOneWinnerWhenACloseRacesAPayment() {
        var numbers = IntStream.range(0, 50).mapToObj("order-%d"::formatted).toList();
        numbers.forEach(number -> shop.create(shop.order(number, 1, "")));

        for (var number : numbers) {
            var paying = CompletableFuture.supplyAsync(() -> shop.pay(number, ""));
            var closed = shop.close(number).status() == 204;

            var paid = paying.join() == 200;

            assertThat(closed).isNotEqualTo(paid);
            assertThat(shop.query(number).text("/trade_state")).isEqualTo(paid ? "SUCCESS" : "CLOSED");
        }
    }

    @Test
    void takesNoMoneyOnceTheTimeIsOverAndLeavesTheOrderUnpaidUntilItIsClosed() {
        var soon = OffsetDateTime.now().plusSeconds(4).toString();
        shop.create(shop.order(NUMBER, 1999, ", \"time_expire\": \"" + soon + "\""));

        await().until(() -> OffsetDateTime.now().isAfter(OffsetDateTime.parse(soon)));

        assertThat(shop.pay(NUMBER, "")).isEqualTo(409);
        assertThat(shop.query(NUMBER).text("/trade_state")).isEqualTo("NOTPAY");
        assertThat(shop.close(NUMBER).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"0", "91"})
    void refusesATimeThatIsTooNearOrTooFar(int days) {
        var time = OffsetDateTime.now().plusDays(days);

        var refused = shop.create(shop.order(NUMBER, 1999, ", \"time_expire\": \"" + time + "\""));

        assertRefused(refused, 400, "PARAM_ERROR");
        assertThat(refused.text("/detail/field")).isEqualTo("/time_expire");
    }

    @Test
    void tellsOfAPaymentEncryptedAndSigned() {
        shop.create(shop.order(NUMBER, 1999, ", \"attach\": \"order 7\""));

        shop.pay(NUMBER, "");

        await().untilAsserted(() -> assertThat(shop.hooks().received()).hasSize(1));
        var webhook = shop.hooks().received().getFirst();
        assertThat(webhook.signedBy()).isNotNull();
        assertThat(webhook.type()).isEqualTo("TRANSACTION.SUCCESS");
        assertThat(webhook.event().at("/resource/original_type").asText()).isEqualTo("transaction");
        assertThat(webhook.news()).isEqualTo(shop.query(NUMBER).json());
        assertThat(webhook.text("/out_trade_no")).isEqualTo(NUMBER);
        assertThat(webhook.text("/attach")).isEqualTo("order 7");
        assertThat(webhook.news().at("/amount/total").asInt()).isEqualTo(1999);
    }

    @Test
    void repeatsAWebhookUntilTheStatusSays200Or204() {
        shop.create(shop.order(NUMBER, 1999, ""));
        shop.hooks().refuseNext(2, 202);

        shop.pay(NUMBER, "");

        await().untilAsserted(() -> assertThat(shop.hooks().received()).hasSize(3));
        assertThat(shop.hooks().received())
                .extracting(webhook -> webhook.event().get("id").asText())
                .containsOnly(
                        shop.hooks().received().getFirst().event().get("id").asText());
    }

    @Test
    void probesTheMerchantAndLiesToItWhenTold() {
        shop.faults("{\"forgeWebhooks\": true}");
        shop.create(shop.order(NUMBER, 1, ""));
        shop.create(shop.order("another", 1, ""));

        shop.pay(NUMBER, "");
        shop.pay("another", "");

        await().untilAsserted(() -> assertThat(shop.hooks().received()).hasSize(4));
        assertThat(shop.hooks().genuine()).hasSize(2);
        assertThat(shop.hooks().received())
                .filteredOn(webhook -> webhook.signedBy() == null)
                .satisfiesExactlyInAnyOrder(
                        probe -> assertThat(probe.signature()).startsWith("WECHATPAY/SIGNTEST/"),
                        lie -> assertThat(lie.news().at("/amount/total").asInt())
                                .isEqualTo(10));
    }

    @Test
    void capturesWhatATestSaysAndSaysSo() {
        shop.create(shop.order(NUMBER, 1999, ""));

        shop.pay(NUMBER, "{\"amount\": {\"minor\": 5, \"currency\": \"USD\"}}");

        assertThat(shop.query(NUMBER).json().at("/amount/total").asInt()).isEqualTo(5);
        assertThat(shop.query(NUMBER).text("/amount/currency")).isEqualTo("USD");
        assertThat(shop.book().at("/captures/0/provider").asText()).isEqualTo("wechatpay");
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.text("/code")).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.signedBy()).isNotNull();
    }
}
