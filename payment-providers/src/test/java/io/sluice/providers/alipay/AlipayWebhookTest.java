package io.sluice.providers.alipay;

import static io.sluice.providers.alipay.AlipayFixtures.ALIPAYS;
import static io.sluice.providers.alipay.AlipayFixtures.OURS;
import static io.sluice.providers.alipay.AlipayFixtures.form;
import static io.sluice.providers.alipay.AlipayFixtures.signed;
import static io.sluice.providers.alipay.AlipayFixtures.webhook;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.Money;
import io.sluice.providers.Notification;
import io.sluice.providers.Notification.About;
import io.sluice.providers.Notification.Captured;
import io.sluice.providers.Notification.Closed;
import io.sluice.providers.Notification.Ignored;
import io.sluice.providers.Notification.RefundChanged;
import io.sluice.providers.Notification.Refused;
import io.sluice.providers.Notification.Unreadable;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlipayWebhookTest {

    private static final String NUMBER = "0123456789abcdef0123456789abcdef";
    private static final String REFUND = "fedcba9876543210fedcba9876543210";
    private static final String TRADE = "2026112722001400000000000001";
    private static final Instant PAID_AT = Instant.parse("2026-11-27T06:00:01Z"); // 14:00:01 in Shanghai.
    private static final Money AMOUNT = new Money(1234, Currency.getInstance("CNY"));
    private static final String CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";

    @Test
    void readsACaptureWithTheAmountOfTheTrade() {
        assertThat(read(paid())).isEqualTo(new Captured(about("captured", PAID_AT), AMOUNT));
    }

    @Test
    void takesAFinishedTradeForTheSameCapture() {
        assertThat(read(paid("trade_status", "TRADE_FINISHED"))).isEqualTo(read(paid()));
    }

    @ParameterizedTest
    @CsvSource({
        "TRADE_SUCCESS, 5.00",
        "TRADE_FINISHED, 5.00",
        "TRADE_CLOSED, 12.34",
    })
    void takesARefundForARefundWhateverTheStatusOfTheTrade(String status, String fee) {
        var refunded = paid(
                "trade_status",
                status,
                "refund_fee",
                fee,
                "gmt_refund",
                "2026-11-27 14:00:02.345",
                "out_biz_no",
                REFUND);
        var at = Instant.parse("2026-11-27T06:00:02.345Z");
        var change = "refund " + status + " " + REFUND + " " + fee;

        assertThat(read(refunded)).isEqualTo(new RefundChanged(about(change, at), REFUND));
    }

    @ParameterizedTest
    @CsvSource({"refund_fee, 0.01", "gmt_refund, 2026-11-27 14:00:02"})
    void seesARefundByAnyOfItsFields(String field, String value) {
        assertThat(read(paid(field, value))).isInstanceOf(RefundChanged.class);
    }

    /** It stands in other notifications, too. */
    @Test
    void seesNoRefundInANumberAlone() {
        assertThat(read(paid("out_biz_no", "HZ01RF001"))).isInstanceOf(Notification.Captured.class);
    }

    @Test
    void tellsTwoRefundsOfOneTradeApart() {
        var first = paid("refund_fee", "1.00", "out_biz_no", REFUND);
        var second = paid("refund_fee", "2.00", "out_biz_no", NUMBER);

        assertThat(((RefundChanged) read(first)).about().businessKey())
                .isNotEqualTo(((RefundChanged) read(second)).about().businessKey());
    }

    /** Alipay sends {@code refund_fee=0.00} with the end of a trade that nobody paid. */
    @ParameterizedTest
    @ValueSource(strings = {"", "0.00"})
    void readsTheEndOfAnUnpaidTrade(String fee) {
        var closed = paid("trade_status", "TRADE_CLOSED", "refund_fee", fee, "gmt_close", "2026-11-27 14:15:00");
        closed.remove("gmt_payment");

        assertThat(read(closed)).isEqualTo(new Closed(about("closed", Instant.parse("2026-11-27T06:15:00Z"))));
    }

    @Test
    void neverTakesTheEndOfAPaidTradeForOneWithoutMoney() {
        assertThat(read(paid("trade_status", "TRADE_CLOSED"))).isInstanceOf(RefundChanged.class);
    }

    @Test
    void acknowledgesWhatIsNoNews() {
        assertThat(read(paid("trade_status", "WAIT_BUYER_PAY"))).isEqualTo(new Ignored("WAIT_BUYER_PAY"));
        assertThat(read(paid("notify_type", "dut_user_sign"))).isEqualTo(new Ignored("dut_user_sign"));
    }

    @Test
    void refusesAForgedNotification() {
        var notification = read(paid(), AlipayFixtures.newPair().getPrivate());

        assertThat(notification).isInstanceOf(Refused.class);
    }

    @Test
    void refusesASignatureByOurOwnKey() {
        assertThat(read(paid(), OURS.getPrivate())).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"12.34, 12.35", "TRADE_SUCCESS, TRADE_FINISHED", "app_id, app-id", "subject=, subject=x"})
    void refusesATamperedNotification(String genuine, String tampered) {
        var body = new String(form(signed(paid(), ALIPAYS.getPrivate(), UTF_8), UTF_8), US_ASCII);

        assertThat(body).contains(genuine);
        assertThat(read(body.replace(genuine, tampered).getBytes(US_ASCII))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"app_id, 2021000000000002", "app_id, ''", "seller_id, 2088000000000002", "seller_id, ''"})
    void refusesWhatIsForAnotherApplicationOrMerchant(String field, String other) {
        assertThat(read(paid(field, other))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "rsa2", "MD5", ""})
    void refusesEveryOtherAlgorithmAlthoughTheSignatureFits(String type) {
        assertThat(read(paid("sign_type", type))).isInstanceOf(Refused.class);
    }

    /** Rule V2 is for messages that do not come here. */
    @Test
    void refusesASignatureThatCoversItsType() {
        var fields = paid();
        var form = AlipayForm.of(fields);
        fields.put("sign", AlipayFixtures.sign(ALIPAYS.getPrivate(), form.signed(AlipayForm.OF_REQUEST)));

        assertThat(read(form(fields, UTF_8))).isInstanceOf(Refused.class);
    }

    @Test
    void decodesTheSignatureExactlyOnce() {
        var fields = signed(withPlusInSign(), ALIPAYS.getPrivate(), UTF_8);
        var escaped = new String(form(fields, UTF_8), US_ASCII);

        assertThat(fields.get("sign")).contains("+");
        assertThat(read(escaped.getBytes(US_ASCII))).isInstanceOf(Captured.class);
        assertThat(read(escaped.replace("%2B", "+").getBytes(US_ASCII))).isInstanceOf(Refused.class);
        assertThat(read(escaped.replace("%2B", "%252B").getBytes(US_ASCII))).isInstanceOf(Refused.class);
    }

    @Test
    void refusesABodyThatWasEscapedOnTheWay() {
        var fields = signed(paid("fund_bill_list", "[{\"amount\":\"12.34\"}]"), ALIPAYS.getPrivate(), UTF_8);
        assertThat(read(form(fields, UTF_8))).isInstanceOf(Captured.class);

        fields.replaceAll((_, value) -> value.replace("\"", "&quot;"));

        assertThat(read(form(fields, UTF_8))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"total_amount=99.99", "sign=x", "sign_type=RSA2", "out_trade_no="})
    void refusesAFieldThatComesTwice(String again) {
        var body = new String(form(signed(paid("out_trade_no", ""), ALIPAYS.getPrivate(), UTF_8), UTF_8), US_ASCII);

        assertThat(read((body + "&" + again).getBytes(US_ASCII))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "=", "%", "%4", "%zz", "a=%e", "{\"a\":1}", "sign=&sign_type=RSA2"})
    void refusesWhatIsNoFormOfAlipays(String body) {
        assertThat(read(body.getBytes(UTF_8))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "gb18030", "UTF-8"})
    void readsTheCharsetThatTheFormNames(String charset) {
        var fields = paid("charset", charset, "out_trade_no", "订单一号");

        var notification = read(fields, Charset.forName(charset), "application/x-www-form-urlencoded;charset=utf-8");

        assertThat(((Captured) notification).about().paymentNumber()).isEqualTo("订单一号");
    }

    @Test
    void readsTheCharsetOfTheHeaderWhereTheFormNamesNone() {
        var fields = paid("charset", "", "out_trade_no", "订单一号");

        var notification = read(fields, Charset.forName("GBK"), "application/x-www-form-urlencoded; Charset=\"GBK\"");

        assertThat(((Captured) notification).about().paymentNumber()).isEqualTo("订单一号");
    }

    @Test
    void cannotReadAnotherCharsetOrWhatIsNotInIt() {
        assertThat(read(paid("charset", "iso-8859-1", "subject", "ü"), ISO_8859_1, CONTENT_TYPE))
                .isInstanceOf(Unreadable.class);
        assertThat(read(paid("charset", "utf-8", "subject", "灯"), Charset.forName("GBK"), CONTENT_TYPE))
                .isEqualTo(new Unreadable("n1", "not in the charset that it names"));
    }

    @ParameterizedTest
    @CsvSource({
        "total_amount, ''",
        "total_amount, 12.345",
        "total_amount, -1.00",
        "total_amount, twelve",
        "total_amount, 99999999999999999999.00",
        "trade_no, ''",
        "notify_id, ''",
        "notify_type, ''",
        "trade_status, ''",
        "trade_status, TRADE_PENDING",
        "gmt_payment, 2026-02-30 10:00:00",
        "gmt_payment, yesterday",
        "refund_fee, some"
    })
    void callsAPersonForWhatIsGenuineButBeyondUs(String field, String value) {
        assertThat(read(paid(field, value))).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app-id", "seller-id", "app-key", "public-keys", "notify-url"})
    void refusesEverythingUntilAllIsConfigured(String missing) {
        var body = form(signed(paid(), ALIPAYS.getPrivate(), UTF_8), UTF_8);

        assertThat(webhook(Map.of(missing, "")).read(body, CONTENT_TYPE)).isInstanceOf(Refused.class);
    }

    @Test
    void believesAnyOfSeveralKeysAndAReplacedOne(@TempDir Path folder) throws Exception {
        var next = AlipayFixtures.newPair();
        var file = AlipayFixtures.write(folder.resolve("a.pem"), ALIPAYS.getPublic());
        var second = AlipayFixtures.write(folder.resolve("b.pem"), next.getPublic());
        var webhook = webhook(Map.of("public-keys", file + "," + second, "key-pause", "PT0S"));
        assertThat(read(webhook, ALIPAYS.getPrivate())).isInstanceOf(Captured.class);
        assertThat(read(webhook, next.getPrivate())).isInstanceOf(Captured.class);

        var last = AlipayFixtures.newPair();
        AlipayFixtures.write(file, last.getPublic());
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(read(webhook, last.getPrivate())).isInstanceOf(Captured.class);
        assertThat(read(webhook, ALIPAYS.getPrivate())).isInstanceOf(Refused.class);
    }

    /** As Alipay sends it after a payment; {@code changes} are names and values, an empty one is empty in the form too. */
    private static TreeMap<String, String> paid(String... changes) {
        var fields = new TreeMap<>(Map.ofEntries(
                Map.entry("notify_type", "trade_status_sync"),
                Map.entry("notify_id", "n1"),
                Map.entry("notify_time", "2026-11-27 14:00:02"),
                Map.entry("charset", "utf-8"),
                Map.entry("version", "1.0"),
                Map.entry("sign_type", "RSA2"),
                Map.entry("app_id", AlipayFixtures.APP),
                Map.entry("seller_id", AlipayFixtures.SELLER),
                Map.entry("trade_no", TRADE),
                Map.entry("out_trade_no", NUMBER),
                Map.entry("trade_status", "TRADE_SUCCESS"),
                Map.entry("total_amount", "12.34"),
                Map.entry("receipt_amount", "10.00"),
                Map.entry("gmt_payment", "2026-11-27 14:00:01"),
                Map.entry("subject", ""),
                Map.entry("body", "two lamps + 1 & more = \"20%\"")));
        for (var change = 0; change < changes.length; change += 2) {
            fields.put(changes[change], changes[change + 1]);
        }
        return fields;
    }

    private static TreeMap<String, String> withPlusInSign() {
        var fields = paid();
        for (var id = 1;
                !signed(fields, ALIPAYS.getPrivate(), UTF_8).get("sign").contains("+");
                id++) {
            fields.put("notify_id", "n" + id);
        }
        return fields;
    }

    private static About about(String change, Instant at) {
        return new About("n1", TRADE + " " + change, TRADE, NUMBER, at);
    }

    private static Notification read(Map<String, String> fields) {
        return read(fields, ALIPAYS.getPrivate());
    }

    private static Notification read(Map<String, String> fields, PrivateKey key) {
        return read(form(signed(fields, key, UTF_8), UTF_8));
    }

    private static Notification read(Map<String, String> fields, Charset charset, String contentType) {
        var body = form(signed(fields, ALIPAYS.getPrivate(), charset), charset);
        return webhook(Map.of()).read(body, contentType);
    }

    private static Notification read(AlipayWebhook webhook, PrivateKey key) {
        return webhook.read(form(signed(paid(), key, UTF_8), UTF_8), CONTENT_TYPE);
    }

    private static Notification read(byte[] body) {
        return webhook(Map.of()).read(body, CONTENT_TYPE);
    }
}
