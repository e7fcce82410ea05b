package io.sluice.stack.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlipayTradesTest {

    @TempDir
    private static Path keys;

    @TempDir
    private Path data;

    private AlipayShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new AlipayShop(keys, data, Pace.BRISK);
    }

    @AfterEach
    void close() throws IOException {
        shop.close();
    }

    @Test
    void showsOneCodeForOneWish() {
        var first = shop.precreate("19.99");

        var again = shop.precreate("19.99");

        assertThat(first.text("out_trade_no")).isEqualTo(AlipayShop.NUMBER);
        assertThat(first.text("qr_code")).startsWith("https://qr.alipay.com/");
        assertThat(again.content()).isEqualTo(first.content());
    }

    @Test
    void refusesAnotherWishUnderTheSameNumber() {
        shop.precreate("19.99");

        assertThat(shop.precreate("20.00").subCode()).isEqualTo("ACQ.CONTEXT_INCONSISTENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"out_trade_no\": \"a-b\", \"total_amount\": \"1.00\", \"subject\": \"a\"}",
                "{\"out_trade_no\": \"a\", \"total_amount\": \"0.00\", \"subject\": \"a\"}",
                "{\"out_trade_no\": \"a\", \"total_amount\": \"-1.00\", \"subject\": \"a\"}",
                "{\"out_trade_no\": \"a\", \"total_amount\": \"1.001\", \"subject\": \"a\"}",
                "{\"out_trade_no\": \"a\", \"total_amount\": 1, \"subject\": \"a\"}",
                "{\"out_trade_no\": \"a\", \"total_amount\": \"1.00\"}",
                "{\"out_trade_no\": \"a\", \"total_amount\": \"1.00\", \"subject\": \"a\", \"time_expire\": \"\"}",
                "{\"out_trade_no\": \"a\", \"total_amount\": \"1.00\", \"subject\": \"a\", \"time_expire\": \"2020-01-01 00:00:00\"}"
            })
    void refusesAWishThatIsNone(String business) {
        assertThat(shop.call("alipay.trade.precreate", business).subCode()).isEqualTo("ACQ.INVALID_PARAMETER");
    }

    @Test
    void notifiesNobodyBeyondThisMachine() {
        var reply = shop.call(
                "alipay.trade.precreate",
                "{\"out_trade_no\": \"a\", \"total_amount\": \"1.00\", \"subject\": \"a\"}",
                form -> form.put("notify_url", "http://example.com/webhooks"),
                _ -> {});

        assertThat(reply.subCode()).isEqualTo("ACQ.INVALID_PARAMETER");
    }

    @Test
    void knowsNoTradeBeforeTheBuyerScansTheCode() {
        shop.precreate("19.99");

        assertThat(shop.call(AlipayShop.QUERY, AlipayShop.THIS_TRADE).subCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");
        assertThat(shop.call(AlipayShop.CLOSE, AlipayShop.THIS_TRADE).subCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");
        assertThat(shop.refund("1.00", "r1").subCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");
    }

    @Test
    void letsTheBuyerPayAfterAMerchantClosedWhatNobodyHadScanned() {
        shop.precreate("19.99");
        shop.call(AlipayShop.CLOSE, AlipayShop.THIS_TRADE);

        assertThat(shop.pay().statusCode()).isEqualTo(200);
        assertThat(shop.status()).isEqualTo("TRADE_SUCCESS");
    }

    @Test
    void waitsForTheBuyerWhoScanned() {
        shop.precreate("19.99");

        assertThat(shop.scan().statusCode()).isEqualTo(204);

        var trade = shop.call(AlipayShop.QUERY, AlipayShop.THIS_TRADE);
        assertThat(trade.text("trade_status")).isEqualTo("WAIT_BUYER_PAY");
        assertThat(trade.text("total_amount")).isEqualTo("19.99");
        assertThat(trade.text("buyer_pay_amount")).isEqualTo("0.00");
        assertThat(trade.content().has("send_pay_date")).isFalse();
        assertThat(shop.refund("1.00", "r1").subCode()).isEqualTo("ACQ.TRADE_STATUS_ERROR");
    }

    @Test
    void tellsOfAPaidTradeWhatWasPaidAndWhen() {
        shop.precreate("19.99");
        shop.pay();

        var trade = shop.call(AlipayShop.QUERY, AlipayShop.THIS_TRADE);

        assertThat(trade.genuine()).isTrue();
        assertThat(trade.text("trade_status")).isEqualTo("TRADE_SUCCESS");
        assertThat(trade.text("out_trade_no")).isEqualTo(AlipayShop.NUMBER);
        assertThat(trade.text("trade_no")).matches("[0-9]{28}");
        assertThat(trade.text("total_amount")).isEqualTo("19.99");
        assertThat(trade.text("buyer_pay_amount")).isEqualTo("19.99");
        assertThat(Duration.between(
                        LocalDateTime.parse(trade.text("send_pay_date"), AlipayMerchant.TIME),
                        LocalDateTime.now(AlipayMerchant.CHINA)))
                .isBetween(Duration.ZERO, Duration.ofSeconds(10));
        assertThat(shop.call(AlipayShop.QUERY, "{\"trade_no\": \"%s\"}".formatted(trade.text("trade_no")))
                        .content())
                .isEqualTo(trade.content());
        assertThat(shop.precreate("19.99").subCode()).isEqualTo("ACQ.TRADE_HAS_SUCCESS");
    }

    @ParameterizedTest
    @CsvSource({"5, CNY, 200", "999999, CNY, 200", "1999, USD, 400"})
    void takesAnotherAmountOfYuanAndNothingElse(long minor, String currency, int status) {
        shop.precreate("19.99");

        var paid = shop.pay("{\"amount\": {\"minor\": %d, \"currency\": \"%s\"}}".formatted(minor, currency));

        assertThat(paid.statusCode()).isEqualTo(status);
        assertThat(shop.book().contains("\"captures\":[]")).isEqualTo(status == 400);
    }

    @Test
    void closesWhatTheBuyerScannedAndDidNotPay() {
        shop.precreate("19.99");
        shop.scan();

        var closed = shop.call(AlipayShop.CLOSE, AlipayShop.THIS_TRADE);

        assertThat(closed.code()).isEqualTo("10000");
        assertThat(closed.text("trade_no")).isNotEmpty();
        assertThat(shop.status()).isEqualTo("TRADE_CLOSED");
        assertThat(shop.pay().statusCode()).isEqualTo(409);
        assertThat(shop.call(AlipayShop.CLOSE, AlipayShop.THIS_TRADE).subCode()).isEqualTo("ACQ.TRADE_HAS_CLOSE");
        assertThat(shop.refund("1.00", "r1").subCode()).isEqualTo("ACQ.TRADE_HAS_CLOSE");
    }

    @Test
    void doesNotCloseAPaidTrade() {
        shop.precreate("19.99");
        shop.pay();

        assertThat(shop.call(AlipayShop.CLOSE, AlipayShop.THIS_TRADE).subCode()).isEqualTo("ACQ.TRADE_HAS_SUCCESS");
    }

    @Test
    void letsEitherTheBuyerOrTheCloseWinWhenTheyRace() {
        for (var round = 0; round < 50; round++) {
            var number = "race" + round;
            shop.precreate(number, "19.99", Duration.ofMinutes(5));
            shop.desk("POST", "/simulator/payments/" + number + "/scan", "");
            var paying =
                    CompletableFuture.supplyAsync(() -> shop.desk("POST", "/simulator/payments/" + number + "/pay", "")
                            .statusCode());

            var closed = shop.call(AlipayShop.CLOSE, "{\"out_trade_no\": \"%s\"}".formatted(number));

            assertThat(closed.code().equals("10000")).isEqualTo(paying.join() == 409);
            assertThat(closed.subCode()).isIn("", "ACQ.TRADE_HAS_SUCCESS");
        }
    }

    @Test
    void closesByItselfWhenTheTimeIsOver() {
        shop.precreate(AlipayShop.NUMBER, "19.99", Duration.ofSeconds(4));
        shop.scan();
        assertThat(shop.status()).isEqualTo("WAIT_BUYER_PAY");

        await().until(shop::status, "TRADE_CLOSED"::equals);

        assertThat(shop.pay().statusCode()).isEqualTo(409);
        assertThat(shop.call(AlipayShop.CLOSE, AlipayShop.THIS_TRADE).subCode()).isEqualTo("ACQ.TRADE_HAS_CLOSE");
    }

    @Test
    void letsNobodyScanOrPayAnOldCode() {
        var expiry = Instant.now().plusSeconds(3);
        shop.precreate(AlipayShop.NUMBER, "19.99", Duration.ofSeconds(3));

        await().until(() -> Instant.now().isAfter(expiry));

        assertThat(shop.scan().statusCode()).isEqualTo(409);
        assertThat(shop.pay().statusCode()).isEqualTo(409);
        assertThat(shop.call(AlipayShop.QUERY, AlipayShop.THIS_TRADE).subCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");
    }

    @Test
    void knowsItsTradesAfterARestart() throws IOException {
        shop.precreate("19.99");
        shop.scan();

        shop.restart();

        assertThat(shop.status()).isEqualTo("WAIT_BUYER_PAY");
    }
}
