package io.sluice.providers.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.contracts.Money;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.providers.NewRefund;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.RefundStanding;
import java.io.IOException;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classes of Alipay's answers to refunds, one by one. */
class AlipayRefundsTest {

    private static final String NUMBER = "fedcba9876543210fedcba9876543210";
    private static final Money FIVE_YUAN = new Money(500, Currency.getInstance("CNY"));
    private static final NewRefund REFUND = new NewRefund(
            RefundId.parse(NUMBER),
            new PaymentAtProvider(PaymentId.parse("0123456789abcdef0123456789abcdef"), null),
            FIVE_YUAN,
            FIVE_YUAN,
            "");

    @ParameterizedTest
    @CsvSource({
        "10000, , Y, DONE",
        "10000, , N, UNSURE",
        "10000, , , UNSURE",
        "10000, , y, UNSURE",
        "20000, isp.unknow-error, , UNKNOWN",
        "20000, aop.unknow-error, , UNKNOWN",
        "20000, , Y, UNKNOWN",
        "10003, , Y, UNKNOWN",
        "40004, ACQ.SYSTEM_ERROR, , UNKNOWN",
        "40004, AQC.SYSTEM_ERROR, , UNKNOWN",
        "40004, aop.ACQ.SYSTEM_ERROR, , UNKNOWN",
        "40004, ACQ.SELLER_BALANCE_NOT_ENOUGH, , NO_FUNDS",
        "40004, ACQ.TRADE_HAS_FINISHED, , ENDED",
        "40004, ACQ.TRADE_HAS_CLOSE, , ENDED",
        "40004, ACQ.TRADE_NOT_EXIST, , ENDED",
        "40004, ACQ.REFUND_AMT_NOT_EQUAL_TOTAL, , ENDED",
        "40004, ACQ.REASON_TRADE_REFUND_FEE_ERR, , ENDED",
        "40004, ACQ.TRADE_STATUS_ERROR, , ENDED",
        "40004, ACQ.REASON_TRADE_STATUS_INVALID, , ENDED",
        "40004, ACQ.INVALID_PARAMETER, , ENDED",
        "40004, ACQ.DISCORDANT_REPEAT_REQUEST, , ENDED",
        "40004, ACQ.BUYER_ERROR, , ENDED",
        "40004, ACQ.REASON_TRADE_BEEN_FREEZEN, , FROZEN",
        "40004, ACQ.SOMETHING_NEW, , UNLISTED",
        "40004, , , UNKNOWN",
        "20001, aop.invalid-auth-token, , UNKNOWN",
        "40001, isv.missing-signature, , UNKNOWN",
        "40002, isv.invalid-signature, , UNKNOWN",
        "40006, isv.insufficient-isv-permissions, , UNKNOWN",
        "40004, isv.something, , UNKNOWN",
        "40004, ACQ.ACCESS_FORBIDDEN, , UNKNOWN",
        ", , Y, UNKNOWN",
    })
    void classifiesEveryAnswer(String code, String subCode, String fundChange, AlipayRefundClass expected)
            throws IOException {
        var answer = answer("{\"code\":" + quoted(code) + ",\"sub_code\":" + quoted(subCode) + ",\"fund_change\":"
                + quoted(fundChange) + "}");

        assertThat(AlipayRefundClass.of(answer)).isEqualTo(expected);
    }

    @Test
    void believesARefundThatSucceeded() throws IOException {
        assertThat(query("'code':'10000','refund_status':'REFUND_SUCCESS','refund_amount':'5.00','out_request_no':'"
                        + NUMBER + "'"))
                .isEqualTo(new RefundStanding.Succeeded(null));
        assertThat(query("'code':'10000','refund_status':'REFUND_SUCCESS'"))
                .isEqualTo(new RefundStanding.Succeeded(null));
    }

    @Test
    void callsAPersonWhenAnotherAmountWasRefunded() throws IOException {
        assertThat(query("'code':'10000','refund_status':'REFUND_SUCCESS','refund_amount':'5.01'"))
                .isInstanceOf(RefundStanding.NeedsOperator.class);
    }

    @Test
    void letsTheSameNumberBeSubmittedAgainAfterAnEmptyAnswer() throws IOException {
        assertThat(query("'code':'10000','msg':'Success'")).isEqualTo(new RefundStanding.Absent());
        assertThat(query("'code':'10000','out_request_no':'" + NUMBER + "'")).isEqualTo(new RefundStanding.Absent());
        assertThat(query("'code':'40004','sub_code':'ACQ.TRADE_NOT_EXIST'")).isEqualTo(new RefundStanding.Absent());
        assertThat(query("'code':'40004','sub_code':'TRADE_NOT_EXIST'")).isEqualTo(new RefundStanding.Absent());
    }

    @Test
    void waitsForARefundThatIsKnownButNotDone() throws IOException {
        assertThat(query("'code':'10000','refund_status':'REFUND_PROCESSING'"))
                .isEqualTo(new RefundStanding.Pending(null));
        assertThat(query("'code':'10000','refund_amount':'5.00'")).isEqualTo(new RefundStanding.Pending(null));
    }

    @Test
    void knowsNothingFromAnyOtherAnswer() throws IOException {
        assertThat(query("'code':'40004','sub_code':'ACQ.INVALID_PARAMETER'"))
                .isInstanceOf(RefundStanding.Unknown.class);
        assertThat(query("'code':'40006','sub_code':'isv.insufficient-isv-permissions'"))
                .isInstanceOf(RefundStanding.Unknown.class);
        assertThat(query("'code':'10000','refund_status':'REFUND_SUCCESS','out_request_no':'another'"))
                .isInstanceOf(RefundStanding.Unknown.class);
    }

    private static RefundStanding query(String fields) throws IOException {
        return AlipayRefunds.standing(REFUND, answer("{" + fields.replace('\'', '"') + "}"));
    }

    private static AlipayAnswer answer(String json) throws IOException {
        return new ObjectMapper().readValue(json, AlipayAnswer.class);
    }

    private static String quoted(String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }
}
