package io.sluice.providers.wechatpay;

import static io.sluice.providers.wechatpay.WeChatShop.CERTIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.Money;
import io.sluice.providers.Notification;
import io.sluice.providers.Notification.About;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only WeChat Pay's own word to us is news; everything else ends before it is read. */
@QuarkusTest
class WeChatWebhookTest {

    private static final String NUMBER = "0123456789abcdef0123456789abcdef";
    private static final String PAID = """
            {"mchid": "1900000001", "appid": "wx0000000000000001", "out_trade_no": "%s", "transaction_id": "4200001",
             "trade_type": "NATIVE", "trade_state": "SUCCESS", "trade_state_desc": "支付成功", "bank_type": "CMC",
             "attach": "", "success_time": "2026-11-11T08:00:00+08:00", "payer": {"openid": "oX"},
             "amount": {"total": 1999, "payer_total": 1499, "currency": "CNY", "payer_currency": "CNY"}}""".formatted(NUMBER);
    private static final String REFUNDED = """
            {"mchid": "1900000001", "transaction_id": "4200001", "out_trade_no": "%s", "refund_id": "5000001",
             "out_refund_no": "fedcba", "refund_status": "SUCCESS", "success_time": "2026-11-11T08:00:00+08:00",
             "user_received_account": "x", "amount": {"total": 1999, "refund": 999, "payer_total": 1999, "payer_refund": 999}}""".formatted(NUMBER);
    private static final Money PRICE = new Money(1999, Currency.getInstance("CNY"));
    private static final Instant AT = Instant.parse("2026-11-11T00:00:00Z");

    private WeChatShop shop;

    @BeforeEach
    void open() {
        shop = new WeChatShop();
        shop.keys.ready().await().indefinitely();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static byte[] notice(String type, String plain) {
        return notice(type, WeChatPlatform.API_V3_KEY, plain);
    }

    private static byte[] notice(String type, String key, String plain) {
        return """
                {"id": "EV-1", "create_time": "2026-11-11T08:00:05+08:00", "resource_type": "encrypt-resource",
                 "event_type": "%s", "summary": "x", "resource": %s}""".formatted(type, WeChatPlatform.sealed(key, "transaction", plain))
                .getBytes(StandardCharsets.UTF_8);
    }

    private Notification read(byte[] body) {
        return read(body, CERTIFIED.headers(shop.instant(), body));
    }

    private Notification read(byte[] body, Map<String, String> headers) {
        return shop.gateway.read(body, headers::get);
    }

    @Test
    void reportsWhatWasPaidAndNotWhatThePayerPaid() {
        var notification = read(notice("TRANSACTION.SUCCESS", PAID));

        assertThat(notification)
                .isEqualTo(new Notification.Captured(
                        new About("EV-1", NUMBER + " TRANSACTION.SUCCESS", "4200001", NUMBER, AT), PRICE));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"SUCCESS, true", "ABNORMAL, false", "CLOSED, false"})
    void reportsThatARefundChanged(String status, boolean timed) {
        var plain = REFUNDED.replace("\"refund_status\": \"SUCCESS\"", "\"refund_status\": \"" + status + "\"");
        var body = notice("REFUND." + status, timed ? plain : plain.replaceAll("\"success_time\": \"[^\"]*\",", ""));

        var notification = read(body);

        assertThat(notification)
                .isEqualTo(new Notification.RefundChanged(
                        new About("EV-1", "fedcba " + status, "4200001", NUMBER, timed ? AT : AT.plusSeconds(5)),
                        "fedcba"));
    }

    @Test
    void acknowledgesWhatIsNotAboutPaymentsOrRefunds() {
        assertThat(read(notice("COMPLAINT.CREATE", "{\"complaint_id\": \"1\"}")))
                .isEqualTo(new Notification.Ignored("COMPLAINT.CREATE"));
    }

    /** What is done to the headers of the genuine body. */
    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("genuine", Map.of(), true),
                Arguments.of("no signature", without("Wechatpay-Signature"), false),
                Arguments.of("no serial", without("Wechatpay-Serial"), false),
                Arguments.of("no time", without("Wechatpay-Timestamp"), false),
                Arguments.of("no nonce", without("Wechatpay-Nonce"), false),
                Arguments.of("no type, which is the only one that we know", without("Wechatpay-Signature-Type"), true),
                Arguments.of("another type", Map.of("Wechatpay-Signature-Type", "WECHATPAY2-SM2-WITH-SM3"), false),
                Arguments.of("an invented type", Map.of("Wechatpay-Signature-Type", "none"), false),
                Arguments.of("another nonce", Map.of("Wechatpay-Nonce", "0"), false),
                Arguments.of("a time that is none", Map.of("Wechatpay-Timestamp", "now"), false),
                Arguments.of("an endless time", Map.of("Wechatpay-Timestamp", "9".repeat(99)), false),
                Arguments.of("a negative time", Map.of("Wechatpay-Timestamp", "-5"), false),
                Arguments.of("no base64", Map.of("Wechatpay-Signature", "%%%"), false),
                Arguments.of("too short", Map.of("Wechatpay-Signature", "AAAA"), false),
                Arguments.of("empty", Map.of("Wechatpay-Signature", ""), false),
                Arguments.of("a probe", Map.of("Wechatpay-Signature", "WECHATPAY/SIGNTEST/2sWfO+6tVVsZonOX"), false));
    }

    private static Map<String, String> without(String name) {
        return Map.of(name, "\0");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("headers")
    void acceptsOnlyAGenuineSignature(String name, Map<String, String> changes, boolean accepted) {
        var body = notice("TRANSACTION.SUCCESS", PAID);
        var headers = new HashMap<>(CERTIFIED.headers(shop.instant(), body));
        headers.putAll(changes);
        headers.values().removeIf("\0"::equals);

        var notification = read(body, headers);

        assertThat(notification instanceof Notification.Captured).isEqualTo(accepted);
        assertThat(notification instanceof Notification.Refused).isNotEqualTo(accepted);
    }

    @ParameterizedTest(name = "signed {0} s ago: {1}")
    @CsvSource({"0, true", "299, true", "300, false", "301, false", "-299, true", "-300, false", "86400, false"})
    void acceptsOnlyAFreshSignature(long age, boolean accepted) {
        var body = notice("TRANSACTION.SUCCESS", PAID);

        var notification = read(body, CERTIFIED.headers(shop.instant().minusSeconds(age), body));

        assertThat(notification instanceof Notification.Captured).isEqualTo(accepted);
        assertThat(notification instanceof Notification.Refused).isNotEqualTo(accepted);
    }

    @Test
    void refusesABodyChangedByOneByte() {
        var body = notice("TRANSACTION.SUCCESS", PAID);
        var headers = CERTIFIED.headers(shop.instant(), body);
        body[body.length - 1] = ' ';

        assertThat(read(body, headers)).isEqualTo(new Notification.Refused("wrong signature"));
    }

    @Test
    void refusesAForgersSignatureUnderAKnownSerial() {
        var forger = Signer.plain(CERTIFIED.serial());
        var body = notice("TRANSACTION.SUCCESS", PAID);

        assertThat(read(body, forger.headers(shop.instant(), body)))
                .isEqualTo(new Notification.Refused("wrong signature"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"mchid\": \"1900000001\"", "\"appid\": \"wx0000000000000001\""})
    void refusesAnotherMerchantsPayment(String ours) {
        var body = notice("TRANSACTION.SUCCESS", PAID.replace(ours, ours.replace("1\"", "2\"")));

        assertThat(read(body)).isEqualTo(new Notification.Refused("another merchant's payment"));
    }

    @Test
    void refusesAnotherMerchantsRefund() {
        var body = notice("REFUND.SUCCESS", REFUNDED.replace("1900000001", "1900000002"));

        assertThat(read(body)).isEqualTo(new Notification.Refused("another merchant's refund"));
    }

    /** It may be new; but whoever sends it must neither wait for that to be found out, nor make us ask all the time. */
    @Test
    void refusesAnUnknownSerialAtOnceAndAsksForItOnceAMinute() {
        var stranger = Signer.plain("7777");
        var body = notice("TRANSACTION.SUCCESS", PAID);
        shop.passes(Duration.ofMinutes(1));

        for (var time = 0; time < 100; time++) {
            assertThat(read(body, stranger.headers(shop.instant(), body)))
                    .isEqualTo(new Notification.Refused("signed by a key that we do not know"));
        }

        await().untilAsserted(() -> assertThat(fetches()).isEqualTo(2)); // The one at the start, and one more.
        shop.passes(Duration.ofSeconds(59));
        read(body, stranger.headers(shop.instant(), body));
        assertThat(fetches()).isEqualTo(2);
        shop.passes(Duration.ofSeconds(1));
        read(body, stranger.headers(shop.instant(), body));
        await().untilAsserted(() -> assertThat(fetches()).isEqualTo(3));
    }

    @Test
    void looksForNoKeyBecauseOfAProbeOrAnOldSignature() {
        var body = notice("TRANSACTION.SUCCESS", PAID);
        var probe = new HashMap<>(CERTIFIED.headers(shop.instant(), body));
        probe.put("Wechatpay-Signature", "WECHATPAY/SIGNTEST/2sWfO+6tVVsZonOX");
        var old = CERTIFIED.headers(shop.instant().minusSeconds(300), body);

        assertThat(objection(probe, body)).contains("a probe");
        assertThat(objection(old, body)).contains("signed too long ago, or in the future");
    }

    private Optional<String> objection(Map<String, String> headers, byte[] body) {
        return WeChatSignature.of(headers::get).objection(body, shop.instant(), _ -> {
            throw new AssertionError("looked for a key");
        });
    }

    private int fetches() {
        return shop.platform.asked("GET /v3/certificates").size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "no json", "{}", "{\"id\": \"EV-1\", \"event_type\": \"TRANSACTION.SUCCESS\"}"
            })
    void tellsWhatIsSignedButUnreadableFromForgeries(String text) {
        assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Notification.Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.eventId()).isEqualTo(text.contains("EV-1") ? "EV-1" : null));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"total\": 1999',                     '\"total\": -1'",
        "'\"total\": 1999, ',                   ''",
        "'\"currency\": \"CNY\"',               '\"currency\": \"doubloon\"'",
        "'\"trade_state\": \"SUCCESS\"',        '\"trade_state\": \"NOTPAY\"'",
        "'\"transaction_id\": \"4200001\",',    ''",
        "'2026-11-11T08:00:00+08:00',           'yesterday'",
    })
    void doesNotReadAPaymentWithoutAllThatMatters(String part, String instead) {
        assertThat(PAID).contains(part);

        assertThat(read(notice("TRANSACTION.SUCCESS", PAID.replace(part, instead))))
                .isInstanceOf(Notification.Unreadable.class);
    }

    /** It is WeChat Pay's, so the fault is ours, or the APIv3 key is. */
    @Test
    void doesNotReadWhatIsSealedInAnotherWay() {
        var body = new String(notice("TRANSACTION.SUCCESS", PAID), StandardCharsets.UTF_8);

        assertThat(Stream.of(
                                new String(notice("TRANSACTION.SUCCESS", "x".repeat(32), PAID), StandardCharsets.UTF_8),
                                body.replace("AEAD_AES_256_GCM", "AEAD_SM4_GCM"),
                                body.replace("0123456789ab\"", "0123456789\""),
                                body.replace("\"associated_data\": \"transaction\"", "\"associated_data\": \"\""),
                                body.replaceAll("\"ciphertext\": \"[^\"]*\"", "\"ciphertext\": \"%%%\""),
                                body.replaceAll("\"ciphertext\": \"[^\"]*\"", "\"ciphertext\": \"AAAA\""))
                        .map(text -> read(text.getBytes(StandardCharsets.UTF_8))))
                .allSatisfy(notification -> assertThat(notification)
                        .isInstanceOfSatisfying(
                                Notification.Unreadable.class,
                                unreadable -> assertThat(unreadable.eventId()).isEqualTo("EV-1")));
    }

    @Test
    void refusesEverythingWhereItIsNotConfigured() {
        var gateway = new WeChatGateway(WeChatShop.of(Map.of()), null, null, null, null, null);

        assertThat(gateway.isConfigured()).isFalse();
        assertThat(gateway.read(new byte[0], _ -> null)).isInstanceOf(Notification.Refused.class);
    }

    @Test
    void answersInWeChatPaysForm() {
        assertThat(shop.gateway.accepted().status()).isEqualTo(204);
        assertThat(shop.gateway.accepted().body()).isEmpty();
        assertThat(shop.gateway.refused().status()).isEqualTo(401);
        assertThat(shop.gateway.refused().body()).contains("\"code\":\"FAIL\"");
        assertThat(shop.gateway.failed().status()).isEqualTo(503);
        assertThat(shop.gateway.failed().body()).contains("\"code\":\"FAIL\"");
    }
}
