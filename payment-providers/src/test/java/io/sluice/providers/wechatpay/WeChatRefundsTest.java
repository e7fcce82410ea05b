package io.sluice.providers.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.providers.NewRefund;
import io.sluice.providers.RefundStanding;
import java.util.HashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classes of answers to a refund: only a certain no may let a second one be made. */
@QuarkusTest
class WeChatRefundsTest {

    private static final String SUBMIT = "POST /v3/refund/domestic/refunds";

    private WeChatShop shop;
    private NewRefund refund;

    @BeforeEach
    void open() {
        shop = new WeChatShop();
        refund = shop.aRefund();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private String queried() {
        return "GET /v3/refund/domestic/refunds/" + refund.id();
    }

    private String refunded(String status) {
        return ("{\"refund_id\": \"5000001\", \"out_refund_no\": \"%s\", \"transaction_id\": \"4200001\","
                        + " \"out_trade_no\": \"%s\", \"status\": \"%s\","
                        + " \"amount\": {\"total\": 1999, \"refund\": 999, \"currency\": \"CNY\"}}")
                .formatted(refund.id(), refund.payment().id(), status);
    }

    private RefundStanding refunding() {
        return shop.gateway.refund(refund).await().indefinitely();
    }

    private RefundStanding standing() {
        return shop.gateway.queryRefund(refund).await().indefinitely();
    }

    @Test
    void asksForTheRefundAsWeChatPayWantsIt() {
        shop.platform.answers(SUBMIT, 200, refunded("PROCESSING"));

        assertThat(refunding()).isEqualTo(new RefundStanding.Pending("5000001"));

        assertThat(shop.platform.asked(SUBMIT))
                .singleElement()
                .satisfies(asked -> assertThat(asked.text())
                        .isEqualTo("{\"out_trade_no\":\"" + refund.payment().id() + "\",\"out_refund_no\":\""
                                + refund.id() + "\",\"reason\":\"broken\","
                                + "\"notify_url\":\"https://shop.example/webhooks/wechatpay\","
                                + "\"amount\":{\"refund\":999,\"total\":1999,\"currency\":\"CNY\"}}"));
    }

    @Test
    void saysNoReasonWhereThereIsNone() {
        refund = new NewRefund(refund.id(), refund.payment(), refund.amount(), refund.captured(), "");
        shop.platform.answers(SUBMIT, 200, refunded("PROCESSING"));

        refunding();

        assertThat(shop.platform.asked(SUBMIT))
                .singleElement()
                .satisfies(asked -> assertThat(asked.text()).doesNotContain("reason"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "PROCESSING, Pending",
        "SUCCESS,    Succeeded",
        "CLOSED,     Failed",
        "ABNORMAL,   NeedsOperator",
        "MAYBE,      Unknown",
    })
    void saysHowARefundStands(String status, String kind) {
        shop.platform.answers(SUBMIT, 200, refunded(status));
        shop.platform.answers(queried(), 200, refunded(status));

        assertThat(refunding().getClass().getSimpleName()).isEqualTo(kind);
        assertThat(standing().getClass().getSimpleName()).isEqualTo(kind);
    }

    /** The table of the contract, each row once with no refund under the number and once with one. */
    @ParameterizedTest(name = "{0} {1}: {2}; if there is one {3}; asked {4} times")
    @CsvSource({
        "500, SYSTEM_ERROR,          Unknown,       Unknown,    0",
        "502, ,                      Unknown,       Unknown,    0",
        "400, SYSTEM_ERROR,          Unknown,       Unknown,    0",
        "429, FREQUENCY_LIMITED,     Unknown,       Unknown,    0",
        "429, RATELIMIT_EXCEEDED,    Unknown,       Unknown,    0",
        "403, FREQUENCY_LIMITED,     Unknown,       Unknown,    0",
        "403, NOT_ENOUGH,            NeedsFunds,    NeedsFunds, 0",
        "400, NOT_ENOUGH,            NeedsFunds,    NeedsFunds, 0",
        "400, PARAM_ERROR,           Failed,        Pending,    2",
        "400, INVALID_REQUEST,       Failed,        Pending,    2",
        "403, USER_ACCOUNT_ABNORMAL, Failed,        Pending,    2",
        "404, RESOURCE_NOT_EXISTS,   Failed,        Pending,    2",
        "404, MCH_NOT_EXISTS,        Failed,        Pending,    2",
        "401, SIGN_ERROR,            Unknown,       Unknown,    0",
        "403, NO_AUTH,               Unknown,       Unknown,    0",
        "403, NOBODY_KNOWS,          NeedsOperator, Pending,    2",
        "400, ,                      Unknown,       Unknown,    0",
    })
    void classifiesRefusals(int status, String code, String kind, String kindIfThere, int queries) {
        shop.platform.answers(SUBMIT, status, code == null ? "{}" : "{\"code\": \"" + code + "\"}");
        shop.platform.answers(queried(), 404, "{\"code\": \"RESOURCE_NOT_EXISTS\"}");
        assertThat(refunding().getClass().getSimpleName()).isEqualTo(kind);

        shop.platform.answers(queried(), 200, refunded("PROCESSING"));

        assertThat(refunding().getClass().getSimpleName()).isEqualTo(kindIfThere);
        assertThat(shop.platform.asked(queried())).hasSize(queries);
    }

    @Test
    void failsNothingThatItCouldNotAskAbout() {
        shop.platform.answers(SUBMIT, 400, "{\"code\": \"INVALID_REQUEST\"}");
        shop.platform.answers(queried(), 500, "");

        assertThat(refunding()).isInstanceOf(RefundStanding.Unknown.class);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "404, RESOURCE_NOT_EXISTS, Absent",
        "404, MCH_NOT_EXISTS,      Unknown",
        "400, PARAM_ERROR,         Unknown",
        "500, SYSTEM_ERROR,        Unknown",
        "401, SIGN_ERROR,          Unknown",
    })
    void doesNotKnowARefundOnlyWhereWeChatPayDoesNot(int status, String code, String kind) {
        shop.platform.answers(queried(), status, "{\"code\": \"" + code + "\"}");

        assertThat(standing().getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void callsAPersonWhenTheNumberGaveBackAnotherAmount() {
        shop.platform.answers(queried(), 200, refunded("SUCCESS").replace("\"refund\": 999", "\"refund\": 1"));

        assertThat(standing()).isInstanceOf(RefundStanding.NeedsOperator.class);
    }

    @Test
    void believesNoAnswerAboutAnotherRefund() {
        shop.platform.answers(
                queried(), 200, refunded("SUCCESS").replace(refund.id().toString(), "fedcba"));

        assertThat(standing()).isInstanceOf(RefundStanding.Unknown.class);
    }

    @Test
    void believesOnlyWhatIsSigned() {
        shop.keys.ready().await().indefinitely();
        shop.platform.answers(SUBMIT, 200, refunded("SUCCESS"));
        shop.platform.answers(queried(), 404, "{\"code\": \"RESOURCE_NOT_EXISTS\"}");
        shop.platform.forges(_ -> new HashMap<>());

        assertThat(refunding()).isInstanceOf(RefundStanding.Unknown.class);
        assertThat(standing()).isInstanceOf(RefundStanding.Unknown.class);
    }
}
