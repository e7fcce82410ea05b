package io.sluice.stack.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlipayGatewayTest {

    @TempDir
    private static Path keys;

    @TempDir
    private Path data;

    private AlipayShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new AlipayShop(keys, data, Pace.REAL);
    }

    @AfterEach
    void close() throws IOException {
        shop.close();
    }

    @Test
    void answersInTheMethodsNameAndSignsTheTextItSends() {
        var reply = shop.precreate("19.99");

        assertThat(reply.envelope()).isEqualTo("alipay_trade_precreate_response");
        assertThat(reply.code()).isEqualTo("10000");
        assertThat(reply.genuine()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "app_id, 2021000000000009, 40002, isv.invalid-app-id, error_response",
        "method, alipay.trade.pay, 40002, isv.invalid-method, error_response",
        "sign_type, RSA, 40002, isv.invalid-signature-type, alipay_trade_query_response",
        "charset, gbk, 40002, isv.invalid-charset, alipay_trade_query_response",
        "format, XML, 40002, isv.invalid-format, alipay_trade_query_response",
        "version, 2.0, 40002, isv.invalid-version, alipay_trade_query_response",
        "timestamp, 2026-11-20, 40002, isv.invalid-timestamp, alipay_trade_query_response",
        "timestamp, 2026-02-30 00:00:00, 40002, isv.invalid-timestamp, alipay_trade_query_response",
        "biz_content, [], 40002, isv.invalid-parameter, alipay_trade_query_response",
        "biz_content, {, 40002, isv.invalid-parameter, alipay_trade_query_response",
        "timestamp, '', 40001, isv.missing-timestamp, alipay_trade_query_response",
        "version, '', 40001, isv.missing-version, alipay_trade_query_response"
    })
    void refusesACallWhosePublicParametersAreWrong(
            String parameter, String value, String code, String subCode, String envelope) {
        var reply = shop.call(AlipayShop.QUERY, AlipayShop.THIS_TRADE, form -> form.put(parameter, value), _ -> {});

        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.subCode()).isEqualTo(subCode);
        assertThat(reply.envelope().equals("error_response"))
                .isEqualTo(envelope.equals("error_response") && !parameter.equals("app_id"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-16, 16})
    void refusesACallOfAnotherTime(long minutes) {
        var then = AlipayMerchant.TIME.format(
                LocalDateTime.now(AlipayMerchant.CHINA).plusMinutes(minutes));

        var reply = shop.call(AlipayShop.QUERY, AlipayShop.THIS_TRADE, form -> form.put("timestamp", then), _ -> {});

        assertThat(reply.subCode()).isEqualTo("isv.invalid-timestamp");
    }

    @Test
    void takesTheTimeForChinasWhereverItRuns() {
        var almost = AlipayMerchant.TIME.format(
                LocalDateTime.now(AlipayMerchant.CHINA).minusMinutes(14));

        var reply = shop.call(AlipayShop.QUERY, AlipayShop.THIS_TRADE, form -> form.put("timestamp", almost), _ -> {});

        assertThat(reply.subCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");
    }

    @ParameterizedTest
    @CsvSource({
        "biz_content, {}",
        "method, alipay.trade.close",
        "notify_url, http://127.0.0.1/other",
        "sign, bm9uc2Vuc2U=",
        "sign, %",
        "more, parameters"
    })
    void refusesACallThatWasChangedAfterItWasSigned(String parameter, String value) {
        var reply = shop.call(AlipayShop.QUERY, AlipayShop.THIS_TRADE, _ -> {}, form -> form.put(parameter, value));

        assertThat(reply.code()).isEqualTo("40002");
        assertThat(reply.subCode()).isEqualTo("isv.invalid-signature");
        assertThat(reply.text("sub_msg")).contains("biz_content={");
        assertThat(reply.genuine()).isTrue();
    }

    @Test
    void ignoresEmptyParametersInTheSignatureAsBothSidesDo() {
        var reply = shop.call(AlipayShop.QUERY, AlipayShop.THIS_TRADE, _ -> {}, form -> form.put("app_auth_token", ""));

        assertThat(reply.subCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");
    }

    @Test
    void doesNotSignForAnApplicationThatItDoesNotKnow() {
        var reply = shop.call(
                AlipayShop.QUERY, AlipayShop.THIS_TRADE, form -> form.put("app_id", "2021000000000009"), _ -> {});

        assertThat(reply.genuine()).isFalse();
    }

    @Test
    void hasTroubleOfItsOwnWhenToldAndSignsThat() {
        shop.faults("{\"errorRate\": 1}");

        var reply = shop.precreate("19.99");

        assertThat(reply.envelope()).isEqualTo("alipay_trade_precreate_response");
        assertThat(reply.code()).isEqualTo("20000");
        assertThat(reply.subCode()).isEqualTo("isp.unknow-error");
        assertThat(reply.genuine()).isTrue();
        assertThat(shop.pay().statusCode()).isEqualTo(404);
    }
}
