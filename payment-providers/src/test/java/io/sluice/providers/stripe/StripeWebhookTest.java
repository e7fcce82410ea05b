package io.sluice.providers.stripe;

import static io.sluice.providers.stripe.StripeFixtures.NOW;
import static io.sluice.providers.stripe.StripeFixtures.bytes;
import static io.sluice.providers.stripe.StripeFixtures.digest;
import static io.sluice.providers.stripe.StripeFixtures.header;
import static io.sluice.providers.stripe.StripeFixtures.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.Money;
import io.sluice.providers.Notification;
import io.sluice.providers.Notification.About;
import java.time.Duration;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeWebhookTest {

    private static final String SECRET = StripeFixtures.newSecret();
    private static final String ROLLED = StripeFixtures.newSecret();
    private static final String NUMBER = "0123456789abcdef0123456789abcdef";
    private static final About ABOUT =
            new About("evt_1", "pi_1 payment_intent.succeeded", "pi_1", NUMBER, NOW.minusSeconds(2));

    private static final String SUCCEEDED = """
            {"id": "evt_1", "object": "event", "type": "payment_intent.succeeded", "created": 1799999998,
             "livemode": false, "api_version": "2025-03-31.basil",
             "data": {"object": {"id": "pi_1", "object": "payment_intent", "amount": 1999, "amount_received": 1234,
                      "currency": "eur", "status": "succeeded", "description": "Zwei Sch\u00fcsseln",
                      "metadata": {"payment_id": "0123456789abcdef0123456789abcdef", "order_id": "o"}}}}""";

    private static final String REFUND = """
            {"id": "evt_3", "object": "event", "type": "%s", "created": 1799999998, "livemode": false,
             "data": {"object": {"id": "re_1", "object": "refund", "amount": 500, "charge": "ch_1", "currency": "eur",
                      "metadata": {"payment_id": "0123456789abcdef0123456789abcdef",
                                   "refund_no": "fedcba9876543210fedcba9876543210"},
                      "payment_intent": "pi_1", "status": "%s"}}}""";

    @Test
    void readsACaptureWithTheAmountReceivedNotTheAmountAsked() {
        var notification = webhook(SECRET).read(bytes(SUCCEEDED), header(SECRET, NOW, bytes(SUCCEEDED)));

        assertThat(notification).isEqualTo(new Notification.Captured(ABOUT, new Money(1234, currency("EUR"))));
    }

    @Test
    void readsTheEndOfAPayment() {
        var body = bytes(SUCCEEDED.replace("payment_intent.succeeded", "payment_intent.canceled"));

        var notification = webhook(SECRET).read(body, header(SECRET, NOW, body));

        assertThat(notification)
                .isEqualTo(new Notification.Closed(
                        new About("evt_1", "pi_1 payment_intent.canceled", "pi_1", NUMBER, NOW.minusSeconds(2))));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "refund.created,        pending",
        "refund.updated,        succeeded",
        "charge.refund.updated, succeeded",
        "refund.failed,         failed",
    })
    void hearsOfARefundAndTellsItsChangesApart(String type, String status) {
        var body = bytes(REFUND.formatted(type, status));

        assertThat(webhook(SECRET).read(body, header(SECRET, NOW, body)))
                .isEqualTo(new Notification.RefundChanged(
                        new About("evt_3", "re_1 " + status, "pi_1", NUMBER, NOW.minusSeconds(2)),
                        "fedcba9876543210fedcba9876543210"));
    }

    /** Somebody refunds in Stripe's dashboard, perhaps a charge that has no PaymentIntent. */
    @ParameterizedTest(name = "intent {0}, charge {1}: {2}")
    @CsvSource({"pi_1, ch_1, pi_1", ", ch_1, ch_1", ", , re_1"})
    void hearsOfARefundThatIsNotOurs(String intent, String charge, String payment) {
        var text = REFUND.formatted("refund.created", "succeeded")
                .replaceAll("\"metadata\": \\{[^}]*}", "\"metadata\": {}")
                .replace("\"pi_1\"", json(intent))
                .replace("\"ch_1\"", json(charge));

        assertThat(webhook(SECRET).read(bytes(text), header(SECRET, NOW, bytes(text))))
                .isEqualTo(new Notification.RefundChanged(
                        new About("evt_3", "re_1 succeeded", payment, null, NOW.minusSeconds(2)), null));
    }

    @Test
    void leavesRefundsToTheEventsAboutRefunds() {
        var body = bytes(SUCCEEDED.replace("payment_intent.succeeded", "charge.refunded"));

        assertThat(webhook(SECRET).read(body, header(SECRET, NOW, body)))
                .isEqualTo(new Notification.Ignored("charge.refunded"));
    }

    @Test
    void acknowledgesOtherTypesWhateverTheyAreAbout() {
        var body = bytes("{\"id\": \"evt_2\", \"type\": \"customer.created\", \"data\": {\"object\": {\"id\": 7}}}");

        var notification = webhook(SECRET).read(body, header(SECRET, NOW, body));

        assertThat(notification).isEqualTo(new Notification.Ignored("customer.created"));
    }

    @Test
    void reportsACaptureOfAnotherSystemWithoutOurNumber() {
        var body = bytes(SUCCEEDED.replaceAll("\"metadata\": \\{[^}]*}", "\"metadata\": {}"));

        var notification = webhook(SECRET).read(body, header(SECRET, NOW, body));

        assertThat(notification)
                .isInstanceOfSatisfying(
                        Notification.Captured.class,
                        captured -> assertThat(captured.about().paymentNumber()).isNull());
    }

    /** What stands in the header, by name; the body is always the genuine one. */
    static Stream<Arguments> headers() {
        var body = bytes(SUCCEEDED);
        var now = String.valueOf(NOW.getEpochSecond());
        var good = digest(SECRET, now, body);
        return Stream.of(
                Arguments.of("genuine", "t=" + now + ",v1=" + good, true),
                Arguments.of("spaces after commas", "t=" + now + ", v1=" + good, true),
                Arguments.of("signature before time", "v1=" + good + ",t=" + now, true),
                Arguments.of("other scheme beside", "t=" + now + ",v0=beef,v1=" + good, true),
                Arguments.of("while rolling, by the old", "t=" + now + ",v1=beef,v1=" + good, true),
                Arguments.of("while rolling, by the new", "t=" + now + ",v1=" + digest(ROLLED, now, body), true),
                Arguments.of("unknown secret", header(StripeFixtures.newSecret(), NOW, body), false),
                Arguments.of("299 s old", header(SECRET, NOW.minusSeconds(299), body), true),
                Arguments.of("300 s old", header(SECRET, NOW.minusSeconds(300), body), true),
                Arguments.of("301 s old", header(SECRET, NOW.minusSeconds(301), body), false),
                Arguments.of("300 s ahead", header(SECRET, NOW.plusSeconds(300), body), true),
                Arguments.of("301 s ahead", header(SECRET, NOW.plusSeconds(301), body), false),
                Arguments.of("a year old", header(SECRET, NOW.minus(Duration.ofDays(365)), body), false),
                Arguments.of("time changed", "t=" + NOW.plusSeconds(1).getEpochSecond() + ",v1=" + good, false),
                Arguments.of("only v0", "t=" + now + ",v0=" + good, false),
                Arguments.of("upper case", "t=" + now + ",v1=" + good.toUpperCase(Locale.ROOT), false),
                Arguments.of("digest cut", "t=" + now + ",v1=" + good.substring(0, 32), false),
                Arguments.of("empty digest", "t=" + now + ",v1=", false),
                Arguments.of("no digest", "t=" + now, false),
                Arguments.of("no time", "v1=" + good, false),
                Arguments.of("two times", "t=" + now + ",t=" + now + ",v1=" + good, false),
                Arguments.of("negative time", "t=-5,v1=" + digest(SECRET, "-5", body), false),
                Arguments.of("endless time", "t=" + "9".repeat(99) + ",v1=" + good, false),
                Arguments.of("empty", "", false),
                Arguments.of("only commas", ",,,=,=", false),
                Arguments.of("missing", null, false));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("headers")
    void acceptsOnlyAFreshSignatureOfTheBytesReceived(String name, String header, boolean accepted) {
        var notification = webhook(SECRET, ROLLED).read(bytes(SUCCEEDED), header);

        assertThat(notification instanceof Notification.Captured).isEqualTo(accepted);
        assertThat(notification instanceof Notification.Refused).isNotEqualTo(accepted);
    }

    @Test
    void refusesABodyChangedByOneByte() {
        var changed = bytes(SUCCEEDED.replace("1234", "1235"));

        var notification = webhook(SECRET).read(changed, header(SECRET, NOW, bytes(SUCCEEDED)));

        assertThat(notification).isEqualTo(new Notification.Refused("wrong signature"));
    }

    @Test
    void refusesEverythingWhileItHasNoSecret() {
        var notification = webhook(Map.of()).read(bytes(SUCCEEDED), header(SECRET, NOW, bytes(SUCCEEDED)));

        assertThat(notification).isEqualTo(new Notification.Refused("wrong signature"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "not json",
                "{}",
                "{\"id\": \"evt_1\", \"object\": \"event\"}",
                "{\"id\": \"evt_1\", \"type\": \"payment_intent.succeeded\"}",
                "{\"id\": \"evt_1\", \"type\": \"payment_intent.succeeded\", \"created\": 1, \"data\": {}}",
                "{\"id\": \"evt_1\", \"type\": \"refund.failed\", \"created\": 1, \"data\": {\"object\": {\"id\": \"re_1\"}}}",
                "{\"id\": \"evt_1\", \"type\": \"refund.failed\", \"data\": {\"object\": {\"id\": \"re_1\", \"status\": \"failed\"}}}",
                "{\"id\": \"evt_1\", \"type\": \"payment_intent.succeeded\", \"created\": 1, \"data\": {\"object\": {}}}",
                """
                {"id": "evt_1", "type": "payment_intent.succeeded", "created": 1,
                 "data": {"object": {"id": "pi_1", "amount_received": -1, "currency": "eur"}}}""",
                """
                {"id": "evt_1", "type": "payment_intent.succeeded", "created": 1,
                 "data": {"object": {"id": "pi_1", "amount_received": 5, "currency": "doubloon"}}}""",
            })
    void tellsWhatIsSignedButUnreadableFromForgeries(String text) {
        var notification = webhook(SECRET).read(bytes(text), header(SECRET, NOW, bytes(text)));

        assertThat(notification)
                .isInstanceOfSatisfying(
                        Notification.Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.eventId()).isEqualTo(text.contains("evt_1") ? "evt_1" : null));
    }

    @ParameterizedTest(name = "configured {0}, event {1}: accepted {2}")
    @CsvSource({"true, true, true", "true, false, false", "false, false, true", "false, true, false"})
    void doesNotReadTheOtherModeIfConfigured(String configured, String livemode, boolean accepted) {
        var body = bytes(SUCCEEDED.replace("\"livemode\": false", "\"livemode\": " + livemode));

        var notification = webhook(Map.of("webhook-secrets", SECRET, "livemode", configured))
                .read(body, header(SECRET, NOW, body));

        assertThat(notification instanceof Notification.Captured).isEqualTo(accepted);
        assertThat(notification instanceof Notification.Unreadable).isNotEqualTo(accepted);
    }

    private static String json(String text) {
        return text == null ? "null" : '"' + text + '"';
    }

    private static Currency currency(String code) {
        return Currency.getInstance(code);
    }
}
