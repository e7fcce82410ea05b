package io.sluice.providers.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.providers.NewPayment;
import io.sluice.providers.NewRefund;
import io.sluice.providers.Opening;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.RefundStanding;
import io.sluice.providers.Standing;
import io.sluice.providers.Statement;
import io.sluice.stack.simulator.TestSimulator;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway does about answers that a simulator would not give at will: by real HTTP, with real signatures. */
@QuarkusTest
@WithTestResource(value = TestSimulator.class, scope = TestResourceScope.GLOBAL)
class AlipayScriptTest {

    private static final Money FIVE_YUAN = new Money(500, Currency.getInstance("CNY"));
    private static final Instant NOW = Instant.parse("2026-11-27T16:30:00Z"); // 0:30 of the 28th in Shanghai.
    private static final NewRefund REFUND = aRefund();
    private static final String PAYMENT = REFUND.payment().id().toString();
    private static final LocalDate DAY = LocalDate.parse("2026-11-26");

    private final ScriptedAlipay alipay = new ScriptedAlipay();

    @Inject
    Vertx vertx;

    @AfterEach
    void close() {
        alipay.close();
    }

    @Test
    void signsTheFieldsThatItSends() throws Exception {
        alipay.says(AlipayMethod.PRECREATE, "{'code':'10000','qr_code':'https://qr.alipay.com/x'}");

        gateway().open(aPayment()).await().indefinitely();

        var request = alipay.requests().getFirst();
        var content = request.entrySet().stream()
                .filter(field -> !field.getKey().equals("sign"))
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(AlipayFixtures.OURS.getPublic());
        signature.update(content.getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(Base64.getDecoder().decode(request.get("sign"))))
                .isTrue();
        assertThat(alipay.addresses().getFirst()).hasToString("/gateway.do?charset=utf-8");
        assertThat(request)
                .containsEntry("app_id", AlipayFixtures.APP)
                .containsEntry("method", "alipay.trade.precreate")
                .containsEntry("format", "JSON")
                .containsEntry("charset", "utf-8")
                .containsEntry("sign_type", "RSA2")
                .containsEntry("version", "1.0")
                .containsEntry("timestamp", "2026-11-28 00:30:00")
                .containsEntry("notify_url", "https://shop.example/webhooks/alipay")
                .hasSize(10);
    }

    @Test
    void repeatsAnOpeningWithTheSameContent() {
        alipay.says(500, new byte[0]).says(AlipayMethod.PRECREATE, "{'code':'10000','qr_code':'q'}");

        assertThat(gateway().open(aPayment()).await().indefinitely()).isInstanceOf(Opening.Opened.class);

        assertThat(alipay.requests().stream()
                        .map(request -> request.get("biz_content"))
                        .distinct())
                .hasSize(1);
        assertThat(alipay.requests()).hasSize(2);
    }

    @Test
    void asksAlipayForNothingInAnotherCurrency() {
        var payment = aPayment();
        var euros = new Money(500, Currency.getInstance("EUR"));
        var dear = new NewPayment(payment.id(), payment.orderId(), euros, "x", NOW);

        assertThat(gateway().open(dear).await().indefinitely()).isInstanceOf(Opening.Refused.class);
        assertThat(refund(new NewRefund(REFUND.id(), REFUND.payment(), euros, euros, "x")))
                .isInstanceOf(RefundStanding.NeedsOperator.class);
        assertThat(alipay.requests()).isEmpty();
    }

    @Test
    void believesNoAnswerThatAlipayDidNotSign() {
        var forged = "{\"alipay_trade_refund_response\":{\"code\":\"10000\",\"fund_change\":\"Y\"},\"sign\":\""
                + AlipayFixtures.sign(AlipayFixtures.OURS.getPrivate(), "x".getBytes(StandardCharsets.UTF_8)) + "\"}";
        alipay.says(200, forged.getBytes(StandardCharsets.UTF_8));

        assertThat(refund(REFUND)).isInstanceOf(RefundStanding.Unknown.class);
        assertThat(alipay.methods()).containsExactly("alipay.trade.refund");
    }

    @Test
    void believesNoAnswerToAnotherMethodOrAboutAnotherTrade() {
        alipay.says(AlipayMethod.QUERY, "{'code':'10000','fund_change':'Y'}");
        assertThat(refund(REFUND)).isInstanceOf(RefundStanding.Unknown.class);

        alipay.says(AlipayMethod.REFUND, "{'code':'10000','fund_change':'Y','out_trade_no':'another'}");
        assertThat(refund(REFUND)).isInstanceOf(RefundStanding.Unknown.class);
    }

    @Test
    void doesNotRepeatARefundOfWhichItKnowsNothing() {
        alipay.says(500, new byte[0]);

        assertThat(refund(REFUND)).isInstanceOf(RefundStanding.Unknown.class);
        assertThat(alipay.methods()).containsExactly("alipay.trade.refund");
    }

    @Test
    void refundsUnderItsNumberWithExactMoney() {
        alipay.says(AlipayMethod.REFUND, "{'code':'10000','fund_change':'Y','out_trade_no':'" + PAYMENT + "'}");

        assertThat(refund(REFUND)).isEqualTo(new RefundStanding.Succeeded(null));
        assertThat(alipay.requests().getFirst())
                .containsEntry(
                        "biz_content",
                        "{\"out_trade_no\":\"" + PAYMENT + "\",\"refund_amount\":\"5.00\",\"out_request_no\":\""
                                + REFUND.id() + "\",\"refund_reason\":\"退货 & 50%\"}")
                .doesNotContainKey("notify_url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'code':'10000','fund_change':'N'}", "{'code':'10000'}"})
    void asksOnceWhenNoMoneyWasSaidToMove(String unsure) {
        alipay.says(AlipayMethod.REFUND, unsure).says(AlipayMethod.REFUND_QUERY, "{'code':'10000'}");
        assertThat(refund(REFUND)).isEqualTo(new RefundStanding.Pending(null));

        alipay.says(AlipayMethod.REFUND, unsure)
                .says(AlipayMethod.REFUND_QUERY, "{'code':'10000','refund_status':'REFUND_SUCCESS'}");
        assertThat(refund(REFUND)).isEqualTo(new RefundStanding.Succeeded(null));

        alipay.says(AlipayMethod.REFUND, unsure).says(500, new byte[0]).says(500, new byte[0]);
        assertThat(refund(REFUND)).isEqualTo(new RefundStanding.Pending(null));
    }

    @Test
    void believesAnEndOnlyAfterItAsked() {
        var ended = "{'code':'40004','sub_code':'ACQ.REASON_TRADE_REFUND_FEE_ERR'}";
        alipay.says(AlipayMethod.REFUND, ended).says(AlipayMethod.REFUND_QUERY, "{'code':'10000'}");
        assertThat(refund(REFUND)).isEqualTo(new RefundStanding.Failed("40004 ACQ.REASON_TRADE_REFUND_FEE_ERR"));

        alipay.says(AlipayMethod.REFUND, ended)
                .says(AlipayMethod.REFUND_QUERY, "{'code':'10000','refund_status':'REFUND_SUCCESS'}");
        assertThat(refund(REFUND)).isEqualTo(new RefundStanding.Succeeded(null));

        alipay.says(AlipayMethod.REFUND, ended).says(500, new byte[0]).says(500, new byte[0]);
        assertThat(refund(REFUND)).isInstanceOf(RefundStanding.Unknown.class);
    }

    @Test
    void callsAPersonForARefusalThatNobodyKnowsUnlessTheMoneyWent() {
        var unlisted = "{'code':'40004','sub_code':'ACQ.SOMETHING_NEW'}";
        alipay.says(AlipayMethod.REFUND, unlisted).says(AlipayMethod.REFUND_QUERY, "{'code':'10000'}");
        assertThat(refund(REFUND)).isEqualTo(new RefundStanding.NeedsOperator("40004 ACQ.SOMETHING_NEW"));

        alipay.says(AlipayMethod.REFUND, unlisted)
                .says(AlipayMethod.REFUND_QUERY, "{'code':'10000','refund_status':'REFUND_SUCCESS'}");
        assertThat(refund(REFUND)).isEqualTo(new RefundStanding.Succeeded(null));
    }

    @Test
    void waitsForFundsAndForAPersonWithoutAsking() {
        alipay.says(AlipayMethod.REFUND, "{'code':'40004','sub_code':'ACQ.SELLER_BALANCE_NOT_ENOUGH'}")
                .says(AlipayMethod.REFUND, "{'code':'40004','sub_code':'ACQ.REASON_TRADE_BEEN_FREEZEN'}")
                .says(AlipayMethod.REFUND, "{'code':'40006','sub_code':'isv.insufficient-isv-permissions'}");

        assertThat(refund(REFUND)).isEqualTo(new RefundStanding.NeedsFunds());
        assertThat(refund(REFUND)).isInstanceOf(RefundStanding.NeedsOperator.class);
        assertThat(refund(REFUND)).isInstanceOf(RefundStanding.Unknown.class);
        assertThat(alipay.methods()).containsOnly("alipay.trade.refund");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACQ.TRADE_HAS_SUCCESS", "ACQ.REASON_TRADE_STATUS_INVALID", "ACQ.TRADE_STATUS_ERROR"})
    void asksHowATradeStandsThatCannotBeClosed(String subCode) {
        alipay.says(AlipayMethod.CLOSE, "{'code':'40004','sub_code':'" + subCode + "'}")
                .says(
                        AlipayMethod.QUERY,
                        "{'code':'10000','trade_no':'T1','trade_status':'TRADE_SUCCESS','total_amount':'5.00'}");

        assertThat(closing()).isEqualTo(new Standing.Captured("T1", FIVE_YUAN));
    }

    @Test
    void cannotCloseWhatIsNoTradeYetAndIsNotSureOfTrouble() {
        alipay.says(AlipayMethod.CLOSE, "{'code':'40004','sub_code':'ACQ.TRADE_NOT_EXIST'}");
        assertThat(closing()).isEqualTo(new Standing.Absent());

        alipay.says(AlipayMethod.CLOSE, "{'code':'10000','trade_no':'T1'}");
        assertThat(closing()).isEqualTo(new Standing.Closed("T1"));

        alipay.says(AlipayMethod.CLOSE, "{'code':'20000','sub_code':'isp.unknow-error'}");
        assertThat(closing()).isInstanceOf(Standing.Unknown.class);

        alipay.says(AlipayMethod.CLOSE, "{'code':'40006','sub_code':'isv.insufficient-isv-permissions'}");
        assertThat(closing()).isInstanceOf(Standing.Unknown.class);
    }

    @Test
    void doesNotKnowHowATradeStandsWhoseAnswerMakesNoSense() {
        alipay.says(AlipayMethod.QUERY, "{'code':'10000','trade_no':'T1','trade_status':'TRADE_SUCCESS'}");

        assertThat(gateway().query(REFUND.payment()).await().indefinitely()).isInstanceOf(Standing.Unknown.class);
    }

    @Test
    void fetchesABillAtOnceFromItsAddress() {
        var bill = AlipayBillTest.bill(AlipayBillTest.line("T1", "P1", "交易", "14:00:01", "5.00", ""));
        alipay.says(AlipayMethod.BILL, "{'code':'10000','bill_download_url':'" + alipay.url() + "/b?f=%2Fx&s=a%3D'}")
                .says(200, AlipayBillTest.zip(Map.of("1_业务明细.csv", bill)));

        assertThat(((Statement.Complete) statement(Map.of())).lines()).hasSize(1);
        assertThat(alipay.addresses().getLast()).hasToString("/b?f=%2Fx&s=a%3D");
        assertThat(alipay.requests().getFirst())
                .containsEntry("biz_content", "{\"bill_type\":\"trade\",\"bill_date\":\"2026-11-26\"}");
    }

    @Test
    void readsNoMoreOfABillThanItMay() {
        for (var limit : List.of("bill-zip-bytes", "bill-bytes", "bill-entries")) {
            alipay.says(AlipayMethod.BILL, "{'code':'10000','bill_download_url':'" + alipay.url() + "/bill'}")
                    .says(200, AlipayBillTest.zip(Map.of("1_业务明细.csv", AlipayBillTest.bill(), "2", "3")));

            assertThat(statement(Map.of(limit, "1"))).isInstanceOf(Statement.Unknown.class);
        }
        assertThat(alipay.addresses()).hasSize(6);
    }

    @Test
    void followsNoRedirectAndBelievesNoOtherStatus() {
        var elsewhere = Map.of("Location", alipay.url() + "/elsewhere");
        for (var line : List.of(
                new ScriptedAlipay.Line(302, elsewhere, new byte[1]),
                new ScriptedAlipay.Line(
                        404, Map.of(), AlipayBillTest.zip(Map.of("1_业务明细.csv", AlipayBillTest.bill()))))) {
            alipay.says(AlipayMethod.BILL, "{'code':'10000','bill_download_url':'" + alipay.url() + "/bill'}")
                    .says(line);

            assertThat(statement(Map.of())).isInstanceOf(Statement.Unknown.class);
        }
        assertThat(alipay.addresses()).hasSize(4);
    }

    @Test
    void fetchesNoBillFromElsewhere() {
        alipay.says(AlipayMethod.BILL, "{'code':'10000','bill_download_url':'http://localhost:1/bill'}");

        assertThat(statement(Map.of())).isEqualTo(new Statement.Unknown("IllegalArgumentException"));
    }

    @Test
    void takesNoBillForNothingHappenedOnlyWhenBillsAreWritten() {
        var none = "{'code':'40004','sub_code':'isp.bill_not_exist'}";
        alipay.says(AlipayMethod.BILL, none).says(AlipayMethod.BILL, none).says(AlipayMethod.BILL, none);

        assertThat(statement(Map.of())).isEqualTo(new Statement.Complete(List.of()));
        assertThat(statement(Map.of(), DAY.plusDays(1))).isInstanceOf(Statement.NotReady.class);
        assertThat(statement(Map.of("bill-ready", "00:15"), DAY.plusDays(1)))
                .isEqualTo(new Statement.Complete(List.of()));
    }

    private AlipayGateway gateway() {
        return gateway(Map.of());
    }

    private AlipayGateway gateway(Map<String, String> values) {
        var all = new HashMap<>(
                Map.of("url", alipay.url().toString(), "retry-pause", "PT0.01S", "call-timeout", "PT20S"));
        all.putAll(values);
        var config = AlipayFixtures.config(all);
        var keys = new AlipayKeys(config);
        var json = new ObjectMapper();
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var calls =
                new AlipayCalls(config, new AlipayRequests(config, keys, json, clock), new AlipayAnswers(keys, json));
        var statements = new AlipayStatements(config, calls, new AlipayDownload(config, vertx), clock);
        return new AlipayGateway(
                config,
                new AlipayPayments(calls),
                new AlipayRefunds(calls),
                statements,
                new AlipayWebhook(config, keys));
    }

    private RefundStanding refund(NewRefund refund) {
        return gateway().refund(refund).await().indefinitely();
    }

    private Standing closing() {
        return gateway().close(REFUND.payment()).await().indefinitely();
    }

    private Statement statement(Map<String, String> values) {
        return statement(values, DAY);
    }

    private Statement statement(Map<String, String> values, LocalDate day) {
        return gateway(values).statement(day).await().indefinitely();
    }

    private static NewPayment aPayment() {
        var random = new SecureRandom();
        var order = OrderId.next("alice", NOW, random);
        return new NewPayment(PaymentId.next(order, NOW, random), order, FIVE_YUAN, "灯 + 50% & más", NOW);
    }

    private static NewRefund aRefund() {
        var payment = aPayment();
        return new NewRefund(
                RefundId.of(payment.id()), new PaymentAtProvider(payment.id(), null), FIVE_YUAN, FIVE_YUAN, "退货 & 50%");
    }
}
