package io.sluice.stack.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlipayRefundsTest {

    @TempDir
    private static Path keys;

    @TempDir
    private Path data;

    private AlipayShop shop;

    @BeforeEach
    void sell() throws IOException {
        shop = new AlipayShop(keys, data, Pace.BRISK);
        shop.precreate("19.99");
        shop.pay();
    }

    @AfterEach
    void close() throws IOException {
        shop.close();
    }

    @Test
    void givesMoneyBackAtOnce() {
        var refund = shop.refund("5.00", "r1");

        assertThat(refund.genuine()).isTrue();
        assertThat(refund.code()).isEqualTo("10000");
        assertThat(refund.text("fund_change")).isEqualTo("Y");
        assertThat(refund.text("refund_fee")).isEqualTo("5.00");
        assertThat(refund.text("send_back_fee")).isEqualTo("5.00");
        assertThat(refund.text("out_trade_no")).isEqualTo(AlipayShop.NUMBER);
        assertThat(shop.status()).isEqualTo("TRADE_SUCCESS");
        assertThat(shop.book()).endsWith("""
                "refunds":[{"provider":"alipay","outTradeNo":"%s","refundNo":"r1",\
                "amount":{"minor":500,"currency":"CNY"},"status":"SUCCEEDED"}]}\
                """.formatted(AlipayShop.NUMBER));
    }

    @Test
    void saysOfARepeatedRefundThatNoMoneyMovedNow() {
        shop.refund("5.00", "r1");

        var again = shop.refund("5.00", "r1");

        assertThat(again.code()).isEqualTo("10000");
        assertThat(again.text("fund_change")).isEqualTo("N");
        assertThat(again.text("refund_fee")).isEqualTo("5.00");
    }

    @Test
    void refusesAnotherAmountUnderTheSameNumber() {
        shop.refund("5.00", "r1");

        assertThat(shop.refund("6.00", "r1").subCode()).isEqualTo("ACQ.DISCORDANT_REPEAT_REQUEST");
    }

    @Test
    void addsUpAndClosesTheTradeWithTheLastFen() {
        shop.refund("5.00", "r1");
        assertThat(shop.refund("15.00", "r2").subCode()).isEqualTo("ACQ.REASON_TRADE_REFUND_FEE_ERR");
        assertThat(shop.refund("14.99", "r2").subCode()).isEqualTo("ACQ.SYSTEM_ERROR");

        var last = await().until(
                        () -> shop.refund("14.99", "r2"), reply -> reply.code().equals("10000"));

        assertThat(last.text("fund_change")).isEqualTo("Y");
        assertThat(last.text("refund_fee")).isEqualTo("19.99");
        assertThat(last.text("send_back_fee")).isEqualTo("14.99");
        assertThat(shop.status()).isEqualTo("TRADE_CLOSED");
        assertThat(shop.refund("0.01", "r3").subCode()).isEqualTo("ACQ.REASON_TRADE_REFUND_FEE_ERR");
    }

    @Test
    void wantsANumberForAPartOfTheMoney() {
        var part = "{\"out_trade_no\": \"%s\", \"refund_amount\": \"5.00\"}".formatted(AlipayShop.NUMBER);

        assertThat(shop.call(AlipayShop.REFUND, part).subCode()).isEqualTo("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
        assertThat(shop.call(AlipayShop.REFUND, part.replace("5.00", "19.99")).text("fund_change"))
                .isEqualTo("Y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.001", "1e1", "", "all"})
    void refusesAnAmountThatIsNone(String amount) {
        assertThat(shop.refund(amount, "r1").subCode()).isEqualTo("ACQ.INVALID_PARAMETER");
    }

    @Test
    void knowsNoRefundOfATradeThatThereIsNot() {
        var other = "{\"out_trade_no\": \"other\", \"refund_amount\": \"5.00\", \"out_request_no\": \"r1\"}";

        assertThat(shop.call(AlipayShop.REFUND, other).subCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");
        assertThat(shop.call("alipay.trade.fastpay.refund.query", other).subCode())
                .isEqualTo("ACQ.TRADE_NOT_EXIST");
    }

    @Test
    void tellsOfARefundWhenAsked() {
        shop.refund("5.00", "r1");

        var refund = shop.refundOf("r1");

        assertThat(refund.text("refund_status")).isEqualTo("REFUND_SUCCESS");
        assertThat(refund.text("refund_amount")).isEqualTo("5.00");
        assertThat(refund.text("total_amount")).isEqualTo("19.99");
        assertThat(refund.text("out_request_no")).isEqualTo("r1");
        assertThat(refund.text("gmt_refund_pay")).isNotEmpty();
    }

    @Test
    void saysNothingOfARefundThatThereIsNot() {
        var refund = shop.refundOf("r1");

        assertThat(refund.code()).isEqualTo("10000");
        assertThat(refund.content().has("refund_status")).isFalse();
        assertThat(refund.content().has("refund_amount")).isFalse();
    }

    @Test
    void leavesARefundOpenWhenToldAndFinishesItWhenTheFaultIsOver() {
        shop.faults("{\"refundOutcome\": \"PENDING\"}");
        var asked = shop.refund("5.00", "r1");
        assertThat(asked.code()).isEqualTo("10000");
        assertThat(asked.text("fund_change")).isEqualTo("N");
        assertThat(shop.refundOf("r1").content().has("refund_status")).isFalse();
        assertThat(shop.refund("5.00", "r1").text("fund_change")).isEqualTo("N");

        shop.faults("{}");

        await().until(() -> shop.refundOf("r1").text("refund_status"), "REFUND_SUCCESS"::equals);
        assertThat(shop.refund("5.00", "r1").text("fund_change")).isEqualTo("N");
    }

    @Test
    void failsForGoodWhenToldAndLeavesTheMoney() {
        shop.faults("{\"refundOutcome\": \"FAIL\"}");

        var failed = shop.refund("19.99", "r1");

        assertThat(failed.code()).isEqualTo("40004");
        assertThat(failed.subCode()).isEqualTo("ACQ.BUYER_ERROR");
        shop.faults("{}");
        assertThat(shop.refund("19.99", "r1").subCode()).isEqualTo("ACQ.BUYER_ERROR");
        assertThat(shop.refundOf("r1").content().has("refund_status")).isFalse();
        await().until(shop::book, book -> book.contains("\"status\":\"FAILED\""));
        assertThat(await().until(
                                () -> shop.refund("19.99", "r2"),
                                reply -> reply.code().equals("10000"))
                        .text("fund_change"))
                .isEqualTo("Y");
    }

    @Test
    void acceptsAndDoesNotSaySoWhenTold() {
        shop.faults("{\"refundOutcome\": \"TIMEOUT_AFTER_ACCEPT\"}");

        assertThatThrownBy(() -> shop.refund("5.00", "r1")).hasCauseInstanceOf(IOException.class);

        assertThat(shop.refundOf("r1").text("refund_status")).isEqualTo("REFUND_SUCCESS");
        assertThat(shop.refund("5.00", "r1").text("fund_change")).isEqualTo("N");
    }

    @Test
    void doesNothingWhenItHasTrouble() {
        shop.faults("{\"refundOutcome\": \"ERROR_500\"}");

        assertThat(shop.refund("5.00", "r1").code()).isEqualTo("20000");

        shop.faults("{}");
        assertThat(shop.refundOf("r1").content().has("refund_status")).isFalse();
        assertThat(shop.refund("5.00", "r1").text("fund_change")).isEqualTo("Y");
    }

    @Test
    void keepsItsRefundsOverARestart() throws IOException {
        shop.refund("5.00", "r1");

        shop.restart();

        assertThat(shop.refund("5.00", "r1").text("fund_change")).isEqualTo("N");
        assertThat(shop.refund("15.00", "r2").subCode()).isEqualTo("ACQ.REASON_TRADE_REFUND_FEE_ERR");
    }
}
