package io.sluice.providers.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.providers.ProviderReply;
import io.sluice.providers.ProviderTrouble;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not signed by Alipay is not its word. */
class AlipayAnswersTest {

    private static final String YES = "{\"code\":\"10000\",\"out_trade_no\":\"1\",\"subject\":\"灯 \\\"}{\"}";

    private final AlipayAnswers answers = new AlipayAnswers(AlipayFixtures.keys(), new ObjectMapper());

    @Test
    void believesWhatAlipaySigned() {
        var reply = reply(AlipayFixtures.answer(AlipayMethod.QUERY, YES));

        assertThat(answers.judged(reply)).isSameAs(reply);
        assertThat(answers.read(AlipayMethod.QUERY, "1", reply).isSuccess()).isTrue();
    }

    @Test
    void believesASignatureThatStandsBeforeAndHasEscapedSlashes() {
        var answer = AlipayFixtures.answer(AlipayMethod.QUERY, YES);
        var sign = answer.substring(answer.indexOf("\"sign\""), answer.length() - 1);
        var turned = "{ " + sign.replace("/", "\\/") + " , " + answer.substring(1, answer.indexOf(",\"sign\"")) + "\n}";

        assertThat(answers.judged(reply(turned))).isNotNull();
    }

    @Test
    void doesNotBelieveWhatWasTampered() {
        assertTrouble(AlipayFixtures.answer(AlipayMethod.QUERY, YES).replace("\"1\"", "\"2\""));
        assertTrouble(AlipayFixtures.answer(AlipayMethod.QUERY, YES).replace(":\"10000\"", ": \"10000\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alipay_trade_query_response\":{\"code\":\"10000\"}}",
                "{\"alipay_trade_query_response\":{\"code\":\"10000\"},\"sign\":\"\"}",
                "{\"alipay_trade_query_response\":{\"code\":\"10000\"},\"sign\":null}",
                "{\"alipay_trade_query_response\":{\"code\":\"10000\"},\"sign\":\"AAAA\"}",
                "{\"alipay_trade_query_response\":{\"code\":\"40004\",\"sub_code\":\"ACQ.TRADE_NOT_EXIST\"}}",
                "{\"error_response\":{\"code\":\"40002\",\"sub_code\":\"isv.invalid-signature\"}}",
                "{\"sign\":\"AAAA\"}",
                "{}",
                "[]",
                "",
                "<html>busy</html>",
                "{\"alipay_trade_query_response\":{"
            })
    void doesNotBelieveWhatIsNotSigned(String body) {
        assertTrouble(body);
    }

    @Test
    void doesNotChooseBetweenTwoAnswers() {
        var answer = AlipayFixtures.answer(AlipayMethod.QUERY, YES);

        assertTrouble("{\"alipay_trade_close_response\":{\"code\":\"10000\"}," + answer.substring(1));
        assertTrouble("{\"alipay_trade_query_response\":{\"code\":\"40004\"}," + answer.substring(1));
    }

    @Test
    void readsTheGatewaysOwnErrorsInGbkToo() {
        var body = "{\"error_response\":{\"code\":\"40001\",\"sub_code\":\"isv.missing-app-id\",\"sub_msg\":\"缺少乗\"}}";

        assertThatThrownBy(() -> answers.judged(reply(200, body.getBytes(Charset.forName("GBK")))))
                .isInstanceOf(ProviderTrouble.class)
                .hasMessageContaining("40001 isv.missing-app-id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"20000\",\"sub_code\":\"isp.unknow-error\"}",
                "{\"code\":\"40004\",\"sub_code\":\"ACQ.SYSTEM_ERROR\"}",
                "{\"code\":\"40004\",\"sub_code\":\"AQC.SYSTEM_ERROR\"}",
                "{\"sub_code\":\"ACQ.TRADE_NOT_EXIST\"}"
            })
    void takesABusyAlipayForTrouble(String content) {
        assertTrouble(AlipayFixtures.answer(AlipayMethod.QUERY, content));
    }

    @Test
    void takesNoOtherStatusThanASuccess() {
        var signed = AlipayFixtures.answer(AlipayMethod.QUERY, YES).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> answers.judged(reply(502, signed))).isInstanceOf(ProviderTrouble.class);
        assertThatThrownBy(() -> answers.judged(reply(302, signed))).isInstanceOf(ProviderTrouble.class);
    }

    @Test
    void takesNoAnswerToAnotherQuestion() {
        var reply = reply(AlipayFixtures.answer(AlipayMethod.QUERY, YES));

        assertThatThrownBy(() -> answers.read(AlipayMethod.CLOSE, "1", reply)).isInstanceOf(ProviderTrouble.class);
        assertThatThrownBy(() -> answers.read(AlipayMethod.QUERY, "2", reply)).isInstanceOf(ProviderTrouble.class);
    }

    private void assertTrouble(String body) {
        assertThatThrownBy(() -> answers.judged(reply(body))).isInstanceOf(ProviderTrouble.class);
    }

    private static ProviderReply reply(String body) {
        return reply(200, body.getBytes(StandardCharsets.UTF_8));
    }

    private static ProviderReply reply(int status, byte[] body) {
        return new ProviderReply(status, _ -> null, body);
    }
}
