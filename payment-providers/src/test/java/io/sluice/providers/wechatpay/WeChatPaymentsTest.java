package io.sluice.providers.wechatpay;

import static io.sluice.providers.wechatpay.WeChatShop.MERCHANT_KEY;
import static io.sluice.providers.wechatpay.WeChatShop.NEXT;
import static io.sluice.providers.wechatpay.WeChatShop.PRICE;
import static io.sluice.providers.wechatpay.WeChatShop.atProvider;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.Money;
import io.sluice.providers.Action;
import io.sluice.providers.NewPayment;
import io.sluice.providers.Opening;
import io.sluice.providers.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we send, to the byte, and what we make of each answer. */
@QuarkusTest
class WeChatPaymentsTest {

    private static final String OPEN = "POST /v3/pay/transactions/native";
    private static final Pattern AUTHORIZATION = Pattern.compile("WECHATPAY2-SHA256-RSA2048 mchid=\"1900000001\","
            + "nonce_str=\"([0-9a-f]{32})\",timestamp=\"([0-9]+)\","
            + "serial_no=\"" + MERCHANT_KEY.serial() + "\",signature=\"([^\"]+)\"");

    private WeChatShop shop;
    private NewPayment payment;

    @BeforeEach
    void open() {
        shop = new WeChatShop();
        payment = shop.aPayment();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private String queried() {
        return "GET /v3/pay/transactions/out-trade-no/" + payment.id();
    }

    private String closed() {
        return "POST /v3/pay/transactions/out-trade-no/" + payment.id() + "/close";
    }

    private Opening opening() {
        return shop.gateway.open(payment).await().indefinitely();
    }

    private Standing standing() {
        return shop.gateway.query(atProvider(payment)).await().indefinitely();
    }

    private Standing closing() {
        return shop.gateway.close(atProvider(payment)).await().indefinitely();
    }

    private String order(String state) {
        var paid = state.equals("SUCCESS") || state.equals("REFUND");
        return ("{\"mchid\": \"1900000001\", \"appid\": \"wx0000000000000001\", \"out_trade_no\": \"%s\","
                        + " \"trade_state\": \"%s\"%s}")
                .formatted(
                        payment.id(),
                        state,
                        paid
                                ? ", \"transaction_id\": \"4200001\", \"amount\": {\"total\": 1999, \"payer_total\": 1, \"currency\": \"CNY\"}"
                                : "");
    }

    @Test
    void sendsTheOrderAsWeChatPayWantsIt() {
        shop.platform.answers(OPEN, 200, "{\"code_url\": \"weixin://wxpay/bizpayurl?pr=1\"}");

        var opening = opening();

        assertThat(opening)
                .isEqualTo(new Opening.Opened(null, new Action(Action.Type.QR_CODE, "weixin://wxpay/bizpayurl?pr=1")));
        var expiry = WeChatExpiry.of(payment.payBy(), shop.instant(), Duration.ZERO);
        assertThat(shop.platform.asked(OPEN)).singleElement().satisfies(asked -> {
            assertThat(asked.text())
                    .isEqualTo("{\"appid\":\"wx0000000000000001\",\"mchid\":\"1900000001\","
                            + "\"description\":\"Zwei Lampen & 一盏灯\",\"out_trade_no\":\"" + payment.id()
                            + "\",\"time_expire\":\"" + expiry + "\","
                            + "\"notify_url\":\"https://shop.example/webhooks/wechatpay\","
                            + "\"amount\":{\"total\":1999,\"currency\":\"CNY\"}}");
            assertThat(asked.headers().getFirst("Content-Type")).startsWith("application/json");
            assertThat(asked.headers().getFirst("Accept")).isEqualTo("application/json");
            assertThat(asked.headers().getFirst("User-Agent")).isNotBlank();
        });
    }

    @Test
    void signsTheVeryBytesAndTheTarget() {
        shop.platform.answers(OPEN, 200, "{\"code_url\": \"x\"}");
        shop.platform.answers(queried(), 200, order("NOTPAY"));

        opening();
        standing();

        assertThat(shop.platform.asked(queried()))
                .singleElement()
                .satisfies(asked -> assertThat(asked.target()).endsWith(payment.id() + "?mchid=1900000001"));
        assertThat(shop.platform.asked(OPEN)).singleElement().satisfies(this::isSigned);
        assertThat(shop.platform.asked(queried())).singleElement().satisfies(this::isSigned);
    }

    private void isSigned(WeChatPlatform.Asked asked) {
        var matcher = AUTHORIZATION.matcher(asked.headers().getFirst("Authorization"));
        assertThat(matcher.matches()).isTrue();
        var message = asked.method() + "\n" + asked.target() + "\n" + matcher.group(2) + "\n" + matcher.group(1) + "\n"
                + asked.text() + "\n";
        assertThat(WeChatSignature.verifies(
                        MERCHANT_KEY.publicKey(), message.getBytes(StandardCharsets.UTF_8), matcher.group(3)))
                .isTrue();
        assertThat(matcher.group(2)).isEqualTo(String.valueOf(shop.instant().getEpochSecond()));
        assertThat(asked.headers().getFirst("Wechatpay-Serial")).isNull();
    }

    /** A no is believed if there is no paid order of that number; a wrong one would let the buyer pay twice. */
    @ParameterizedTest(name = "{0} {1}, found {2}: {3}")
    @CsvSource({
        "200, ,                      -,          Unknown",
        "204, ,                      -,          Unknown",
        "302, PARAM_ERROR,           -,          Unknown",
        "400, PARAM_ERROR,           -,          Refused",
        "400, INVALID_REQUEST,       NOTPAY,     Unknown",
        "400, INVALID_REQUEST,       SUCCESS,    Unknown",
        "400, ORDERPAID,             SUCCESS,    Unknown",
        "403, OUT_TRADE_NO_USED,     NOTPAY,     Unknown",
        "403, OUT_TRADE_NO_USED,     SUCCESS,    Unknown",
        "403, OUT_TRADE_NO_USED,     REFUND,     Unknown",
        "403, OUT_TRADE_NO_USED,     ?,          Unknown",
        "400, ORDER_CLOSED,          CLOSED,     Refused",
        "403, RULE_LIMIT,            -,          Refused",
        "401, SIGN_ERROR,            -,          Unknown",
        "403, SIGN_ERROR,            -,          Unknown",
        "403, NO_AUTH,               -,          Unknown",
        "400, APPID_MCHID_NOT_MATCH, -,          Unknown",
        "429, FREQUENCY_LIMITED,     -,          Unknown",
        "403, FREQUENCY_LIMITED,     -,          Unknown",
        "500, SYSTEM_ERROR,          -,          Unknown",
        "400, SYSTEM_ERROR,          -,          Unknown",
        "502, PARAM_ERROR,           -,          Unknown",
    })
    void refusesForGoodOnlyWhatWeChatPayRefusesAndHasNoMoneyFor(int status, String code, String found, String kind) {
        shop.platform.answers(OPEN, status, code == null ? status == 204 ? "" : "{}" : "{\"code\": \"" + code + "\"}");
        found(found);

        assertThat(opening().getClass().getSimpleName()).isEqualTo(kind);
    }

    private void found(String state) {
        switch (state) {
            case "-" -> shop.platform.answers(queried(), 404, "{\"code\": \"ORDER_NOT_EXIST\"}");
            case "?" -> shop.platform.answers(queried(), 500, "");
            default -> shop.platform.answers(queried(), 200, order(state));
        }
    }

    @Test
    void opensNothingInAnotherCurrency() {
        var euros = new Money(1999, Currency.getInstance("EUR"));
        payment = new NewPayment(payment.id(), payment.orderId(), euros, payment.subject(), payment.payBy());

        assertThat(opening()).isInstanceOf(Opening.Refused.class);
        assertThat(shop.platform.asked(OPEN)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}, and after closing {2}")
    @CsvSource({
        "SUCCESS,    Captured, Captured",
        "REFUND,     Captured, Captured",
        "NOTPAY,     Open,     Open",
        "USERPAYING, Open,     Open",
        "PAYERROR,   Open,     Open",
        "CLOSED,     Closed,   Closed",
        "REVOKED,    Closed,   Closed",
        "ACCEPT,     Unknown,  Unknown",
        "-,          Unknown,  Closed",
        "?,          Unknown,  Unknown",
    })
    void saysHowAPaymentStands(String state, String queried, String closed) {
        found(state);
        shop.platform.answers(closed(), 204, "");

        assertThat(standing().getClass().getSimpleName()).isEqualTo(queried);
        assertThat(closing().getClass().getSimpleName()).isEqualTo(closed);
    }

    @Test
    void countsTheWholeAmountAsCaptured() {
        shop.platform.answers(queried(), 200, order("SUCCESS"));

        assertThat(standing()).isEqualTo(new Standing.Captured("4200001", PRICE));
    }

    /** Whatever closing is answered, what counts is how the payment then stands. */
    @ParameterizedTest(name = "closing {0} {1}, then {2}: {3}")
    @CsvSource({
        "204, ,                  CLOSED,  Closed",
        "204, ,                  SUCCESS, Captured",
        "400, ORDER_PAID,        SUCCESS, Captured",
        "400, ORDERPAID,         SUCCESS, Captured",
        "400, ORDER_CLOSED,      CLOSED,  Closed",
        "404, ORDER_NOT_EXIST,   ?,       Closed",
        "403, RULE_LIMIT,        NOTPAY,  Open",
        "500, SYSTEM_ERROR,      CLOSED,  Unknown",
        "401, SIGN_ERROR,        CLOSED,  Unknown",
    })
    void asksHowThePaymentStandsWhenItIsClosed(int status, String code, String found, String kind) {
        shop.platform.answers(closed(), status, code == null ? "" : "{\"code\": \"" + code + "\"}");
        found(found);

        assertThat(closing().getClass().getSimpleName()).isEqualTo(kind);
        assertThat(shop.platform.asked(closed()))
                .allSatisfy(asked -> assertThat(asked.text()).isEqualTo("{\"mchid\":\"1900000001\"}"));
    }

    /** What is not signed by WeChat Pay is not its word: neither a yes nor a no. */
    @ParameterizedTest
    @ValueSource(strings = {"unsigned", "probe", "stranger", "stale", "of another body", "SM2"})
    void believesOnlyWhatIsSigned(String how) {
        shop.keys.ready().await().indefinitely();
        shop.platform.answers(OPEN, 200, "{\"code_url\": \"x\"}");
        shop.platform.answers(queried(), 200, order("SUCCESS"));
        shop.platform.answers(closed(), 404, "{\"code\": \"ORDER_NOT_EXIST\"}");
        forge(how);

        assertThat(opening()).isInstanceOf(Opening.Unknown.class);
        assertThat(standing()).isInstanceOf(Standing.Unknown.class);
        assertThat(closing()).isInstanceOf(Standing.Unknown.class);
    }

    private void forge(String how) {
        switch (how) {
            case "unsigned" -> shop.platform.forges(_ -> new HashMap<>());
            case "probe" -> forge(Map.of("Wechatpay-Signature", "WECHATPAY/SIGNTEST/2sWfO+6tVVsZonOX"));
            case "stranger" -> shop.platform.signsBy(NEXT);
            case "stale" -> forge(NEXT_CENTURY);
            case "of another body" -> {
                var other = "{}".getBytes(StandardCharsets.UTF_8);
                forge(WeChatShop.CERTIFIED.headers(shop.instant(), other));
            }
            default -> forge(Map.of("Wechatpay-Signature-Type", "WECHATPAY2-SM2-WITH-SM3"));
        }
    }

    private static final Map<String, String> NEXT_CENTURY = Map.of("Wechatpay-Timestamp", "4102444800");

    private void forge(Map<String, String> changes) {
        shop.platform.forges(headers -> {
            headers.putAll(changes);
            return headers;
        });
    }

    @ParameterizedTest
    @CsvSource({
        "1900000001, 1900000002",
        "wx0000000000000001, wx0000000000000002",
        "out_trade_no\": \", out_trade_no\": \"0",
        "'\"transaction_id\": \"4200001\",', ''",
    })
    void believesNoAnswerAboutSomethingElse(String part, String instead) {
        assertThat(order("SUCCESS")).contains(part);
        shop.platform.answers(queried(), 200, order("SUCCESS").replace(part, instead));

        assertThat(standing()).isInstanceOf(Standing.Unknown.class);
    }

    @Test
    void doesNotKnowWhatIsNoJson() {
        shop.platform.answers(OPEN, 200, "<html>");
        shop.platform.answers(queried(), 400, "<html>");

        assertThat(opening()).isInstanceOf(Opening.Unknown.class);
        assertThat(standing()).isInstanceOf(Standing.Unknown.class);
    }

    @Test
    void speaksInThePublicKeysRegime() {
        var signer = Signer.plain("PUB_KEY_ID_0116345678");
        try (var newer = new WeChatShop(
                Map.of("public-keys", WeChatShop.file(signer.named()).toString()))) {
            newer.platform.answers("GET /v3/certificates", 404, "{\"code\": \"RESOURCE_NOT_EXISTS\"}");
            newer.platform.answers(OPEN, 200, "{\"code_url\": \"x\"}");
            newer.platform.signsBy(signer);

            assertThat(newer.gateway.open(payment).await().indefinitely()).isInstanceOf(Opening.Opened.class);
            assertThat(newer.platform.asked(OPEN))
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.headers().getFirst("Wechatpay-Serial"))
                            .isEqualTo(signer.serial()));
        }
    }
}
