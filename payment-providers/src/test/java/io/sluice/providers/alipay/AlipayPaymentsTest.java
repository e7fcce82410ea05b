package io.sluice.providers.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.providers.Action;
import io.sluice.providers.NewPayment;
import io.sluice.providers.Opening;
import io.sluice.providers.Standing;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Alipay's answers about a trade mean, and what we write to open one. */
class AlipayPaymentsTest {

    private static final Money AMOUNT = new Money(1234, Currency.getInstance("CNY"));
    private static final Standing CAPTURED = new Standing.Captured("T1", AMOUNT);
    private static final Instant PAY_BY = Instant.parse("2026-11-27T16:29:59.999Z");

    @Test
    void readsHowATradeStands() throws IOException {
        assertThat(standing("WAIT_BUYER_PAY", "")).isEqualTo(new Standing.Open());
        assertThat(standing("TRADE_SUCCESS", "")).isEqualTo(CAPTURED);
        assertThat(standing("TRADE_FINISHED", "")).isEqualTo(CAPTURED);
        assertThat(standing("TRADE_CLOSED", "")).isEqualTo(new Standing.Closed("T1"));
        assertThat(standing("TRADE_UNHEARD_OF", "")).isEqualTo(new Standing.Unknown("TRADE_UNHEARD_OF"));
    }

    @Test
    void takesAClosedTradeThatWasPaidForACapture() throws IOException {
        var paid = ",'send_pay_date':'2026-11-27 14:00:01','receipt_amount':'0.00','buyer_pay_amount':'0.00'";

        assertThat(standing("TRADE_CLOSED", paid)).isEqualTo(CAPTURED);
        assertThat(standing("TRADE_CLOSED", ",'send_pay_date':'','receipt_amount':'0.00'"))
                .isEqualTo(new Standing.Closed("T1"));
    }

    @ParameterizedTest
    @CsvSource({"40004, ACQ.TRADE_NOT_EXIST, true", "40004, ACQ.INVALID_PARAMETER, false", "20000, x, false"})
    void saysThatATradeIsAbsentOnlyIfAlipayDoes(String code, String subCode, boolean absent) throws IOException {
        var standing = AlipayPayments.standing(answer("{'code':'" + code + "','sub_code':'" + subCode + "'}"));

        assertThat(standing instanceof Standing.Absent).isEqualTo(absent);
        assertThat(standing instanceof Standing.Unknown).isNotEqualTo(absent);
    }

    @Test
    void believesNoCaptureWithoutItsAmountOrName() {
        assertThatThrownBy(() -> AlipayPayments.standing(
                answer("{'code':'10000','trade_status':'TRADE_SUCCESS','total_amount':'1.00'}")));
        assertThatThrownBy(() ->
                AlipayPayments.standing(answer("{'code':'10000','trade_status':'TRADE_SUCCESS','trade_no':'T1'}")));
        assertThatThrownBy(() -> AlipayPayments.standing(
                answer("{'code':'10000','trade_status':'TRADE_SUCCESS','trade_no':'T1','total_amount':'1.001'}")));
    }

    @Test
    void opensByQrCode() throws IOException {
        var opening = AlipayPayments.opening(answer("{'code':'10000','qr_code':'https://qr.alipay.com/x'}"));

        assertThat(opening)
                .isEqualTo(new Opening.Opened(null, new Action(Action.Type.QR_CODE, "https://qr.alipay.com/x")));
    }

    @ParameterizedTest
    @CsvSource({
        "40004, ACQ.INVALID_PARAMETER, true",
        "40004, ACQ.TRADE_HAS_CLOSE, true",
        "40004, ACQ.SOMETHING_NEW, true",
        "40004, ACQ.TRADE_HAS_SUCCESS, false",
        "40004, ACQ.SYSTEM_ERROR, false",
        "40004, ACQ.ACCESS_FORBIDDEN, false",
        "40002, isv.invalid-signature, false",
        "20000, isp.unknow-error, false",
        "10000, , false",
    })
    void isRefusedForGoodByTheBusinessAlone(String code, String subCode, boolean refused) throws IOException {
        var sub = subCode == null ? "" : ",'sub_code':'" + subCode + "'";

        var opening = AlipayPayments.opening(answer("{'code':'" + code + "'" + sub + "}"));

        assertThat(opening instanceof Opening.Refused).isEqualTo(refused);
        assertThat(opening instanceof Opening.Unknown).isNotEqualTo(refused);
    }

    @Test
    void writesTheSameContentForTheSamePayment() throws IOException {
        var random = new SecureRandom();
        var order = OrderId.next("alice", Instant.now(), random);
        var id = PaymentId.next(order, Instant.now(), random);
        var payment = new NewPayment(id, order, AMOUNT, "灯 & 开关", PAY_BY);

        var json = new ObjectMapper();
        var content = json.writeValueAsString(AlipayContent.Precreate.of(payment));

        assertThat(content)
                .isEqualTo("{\"out_trade_no\":\"" + id + "\",\"total_amount\":\"12.34\",\"subject\":\"灯   开关\","
                        + "\"time_expire\":\"2026-11-28 00:29:59\"}")
                .isEqualTo(json.writeValueAsString(AlipayContent.Precreate.of(payment)));
    }

    @Test
    void leavesOutOfTheSubjectWhatAlipayForbids() {
        assertThat(subject("a/b=c&d,e\r\nf")).isEqualTo("a b c d e f");
        assertThat(subject("灯".repeat(300))).isEqualTo("灯".repeat(256));
        assertThat(subject("x" + "\uD83D\uDCA1".repeat(150))).isEqualTo("x" + "\uD83D\uDCA1".repeat(127));
        assertThat(subject("///")).hasSizeBetween(1, 256).doesNotContain("/");
    }

    private static String subject(String subject) {
        var random = new SecureRandom();
        var order = OrderId.next("alice", Instant.now(), random);
        return AlipaySubject.of(
                new NewPayment(PaymentId.next(order, Instant.now(), random), order, AMOUNT, subject, PAY_BY));
    }

    private static Standing standing(String status, String more) throws IOException {
        return AlipayPayments.standing(answer(
                "{'code':'10000','trade_no':'T1','total_amount':'12.34','trade_status':'" + status + "'" + more + "}"));
    }

    private static AlipayAnswer answer(String json) throws IOException {
        return new ObjectMapper().readValue(json.replace('\'', '"'), AlipayAnswer.class);
    }
}
