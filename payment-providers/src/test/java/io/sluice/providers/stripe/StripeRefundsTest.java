package io.sluice.providers.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.Money;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.providers.NewRefund;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.RefundStanding;
import io.sluice.providers.RefundStanding.Absent;
import io.sluice.providers.RefundStanding.Failed;
import io.sluice.providers.RefundStanding.NeedsFunds;
import io.sluice.providers.RefundStanding.NeedsOperator;
import io.sluice.providers.RefundStanding.Pending;
import io.sluice.providers.RefundStanding.Succeeded;
import io.sluice.providers.RefundStanding.Unknown;
import io.sluice.providers.stripe.ScriptedStripe.Asked;
import io.sluice.stack.simulator.TestSimulator;
import java.io.IOException;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each of Stripe's words about a refund makes of it; money goes back once whatever is answered. */
@QuarkusTest
@WithTestResource(value = TestSimulator.class, scope = TestResourceScope.GLOBAL)
class StripeRefundsTest {

    private static final String NUMBER = "fedcba9876543210fedcba9876543210";
    private static final String PAYMENT = "0123456789abcdef0123456789abcdef";
    private static final NewRefund REFUND = refundOf(new Money(1234, Currency.getInstance("EUR")), "pi_1");
    private static final String NONE = page(false);
    private static final String REPLAYED = "Idempotent-Replayed";

    private ScriptedStripe stripe;

    @BeforeEach
    void start() throws IOException {
        stripe = new ScriptedStripe();
    }

    @AfterEach
    void stop() {
        stripe.close();
    }

    @Test
    void asksForARefundUnderItsNumberInStripesUnits() {
        stripe.says(200, NONE).says(200, refund("re_1", "succeeded"));

        assertThat(refund()).isEqualTo(new Succeeded("re_1"));
        assertThat(stripe.asked())
                .containsExactly(
                        new Asked(
                                "GET", "/v1/refunds", Map.of("payment_intent", "pi_1", "limit", "100"), null, Map.of()),
                        new Asked(
                                "POST",
                                "/v1/refunds",
                                Map.of(),
                                NUMBER,
                                Map.of(
                                        "payment_intent", "pi_1",
                                        "amount", "1234",
                                        "reason", "requested_by_customer",
                                        "metadata[refund_no]", NUMBER,
                                        "metadata[payment_id]", PAYMENT)));
    }

    /** Stripe forgets a key after a day, and the same request would be a second refund. */
    @Test
    void asksForNothingThatStripeAlreadyHas() {
        stripe.says(200, page(false, refund("re_1", "pending")));

        assertThat(refund()).isEqualTo(new Pending("re_1"));
        assertThat(stripe.asked()).hasSize(1);
    }

    @Test
    void asksForNothingWhileItCannotSeeWhatStripeHas() {
        stripe.says(500, "{}");

        assertThat(refund()).isEqualTo(new Unknown("Stripe answered 500"));
        assertThat(stripe.asked()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "succeeded, Succeeded[providerId=re_1]",
        "pending, Pending[providerId=re_1]",
        "requires_action, NeedsOperator[because=the buyer must act: re_1]",
        "failed, Failed[because=lost_or_stolen_card]",
        "canceled, Failed[because=canceled]",
        "doubtful, Unknown[because=Stripe has a new status: doubtful]",
    })
    void readsAStatusAlikeInAnAnswerAndInTheList(String status, String standing) {
        stripe.says(200, NONE).says(200, refund("re_1", status)).says(200, page(false, refund("re_1", status)));

        assertThat(refund()).hasToString(standing);
        assertThat(query()).hasToString(standing);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
    @CsvSource({
        "400, invalid_request_error, charge_already_refunded,, Failed[because=400 charge_already_refunded]",
        "400, invalid_request_error, charge_disputed,,         Failed[because=400 charge_disputed]",
        "400, invalid_request_error, refund_disputed_payment,, Failed[because=400 refund_disputed_payment]",
        "400, invalid_request_error, amount_too_large, amount, Failed[because=400 amount_too_large]",
        "400, invalid_request_error,, amount,                  Failed[because=400 invalid_request_error]",
        "404, invalid_request_error, resource_missing,,        NeedsOperator[because=404 resource_missing]",
        "400, invalid_request_error, parameter_missing, amount, NeedsOperator[because=400 parameter_missing]",
        "400, invalid_request_error,, charge,                  NeedsOperator[because=400 invalid_request_error]",
        "400, idempotency_error,,,                             NeedsOperator[because=400 idempotency_error]",
        "402, card_error, card_declined,,                      NeedsOperator[because=402 card_declined]",
        "400, invalid_request_error, balance_insufficient,,    NeedsFunds[]",
        "402, invalid_request_error, insufficient_funds,,      NeedsFunds[]",
    })
    void believesARefusalOnlyAfterAnotherLookAtTheList(
            int status, String type, String code, String param, String standing) {
        stripe.says(200, NONE).says(status, problem(type, code, param)).says(200, NONE);

        assertThat(refund()).hasToString(standing);
        assertThat(stripe.asked()).extracting(Asked::method).containsExactly("GET", "POST", "GET");
    }

    @Test
    void believesTheListMoreThanARefusal() {
        stripe.says(200, NONE)
                .says(400, problem("invalid_request_error", "charge_already_refunded", null))
                .says(200, page(false, refund("re_1", "succeeded")));

        assertThat(refund()).isEqualTo(new Succeeded("re_1"));
    }

    @Test
    void doesNotKnowWhenARefusalCannotBeCompared() {
        stripe.says(200, NONE)
                .says(400, problem("invalid_request_error", "charge_disputed", null))
                .says(503, "{}");

        assertThat(refund()).isEqualTo(new Unknown("Stripe answered 503"));
    }

    @ParameterizedTest(name = "{0}, Stripe-Should-Retry {1}: {2}")
    @CsvSource({
        "401, , 401 api_error",
        "403, , 403 api_error",
        "408, , Stripe answered 408",
        "409, , Stripe answered 409",
        "429, , Stripe answered 429",
        "500, , Stripe answered 500",
        "502, false, Stripe answered 502",
        "400, true, Stripe answered 400",
        "302, , 302 api_error",
    })
    void doesNotKnowWhatStripeDoesNotDecide(int status, String advice, String because) {
        stripe.says(200, NONE);
        if (advice == null) {
            stripe.says(status, problem("api_error", null, null));
        } else {
            stripe.says(status, problem("api_error", null, null), "Stripe-Should-Retry", advice);
        }

        assertThat(refund()).isEqualTo(new Unknown(because));
        assertThat(stripe.asked()).hasSize(2);
    }

    @ParameterizedTest(name = "Stripe-Should-Retry {0}: {1} calls")
    @CsvSource({"true, 3", "false, 2"})
    void repeatsAtOnceUnlessStripeAsksNotTo(String advice, int calls) {
        stripe.says(200, NONE).says(500, "{}", "Stripe-Should-Retry", advice).says(200, refund("re_1", "succeeded"));

        refund(Map.of("retries", "1", "retry-pause", "PT0.001S"));

        assertThat(stripe.asked()).hasSize(calls);
        assertThat(stripe.asked())
                .filteredOn(asked -> asked.method().equals("POST"))
                .allMatch(asked -> asked.key().equals(NUMBER));
    }

    /** It may have moved money that the list shows later: another key could move it twice. */
    @Test
    void triesNoOtherKeyAfterAFailureThatStripeRepeats() {
        stripe.says(200, NONE)
                .says(500, problem("api_error", null, null), REPLAYED, "true")
                .says(200, NONE);

        assertThat(refund()).isEqualTo(new Unknown("Stripe repeats a failure of its own: 500 api_error"));
        assertThat(stripe.asked()).hasSize(3);
    }

    @Test
    void findsWhatBecameOfAFailureThatStripeRepeats() {
        stripe.says(200, NONE)
                .says(500, problem("api_error", null, null), REPLAYED, "true")
                .says(200, page(false, refund("re_1", "pending")));

        assertThat(refund()).isEqualTo(new Pending("re_1"));
    }

    /** Stripe repeats a refusal under its key for a day, also when the balance has been topped up since. */
    @Test
    void triesTheNextKeyAfterALackOfFundsThatStripeRepeats() {
        var broke = problem("invalid_request_error", "balance_insufficient", null);
        stripe.says(200, NONE)
                .says(400, broke, REPLAYED, "true")
                .says(200, NONE)
                .says(400, broke, REPLAYED, "true")
                .says(200, NONE)
                .says(200, refund("re_1", "succeeded"));

        assertThat(refund()).isEqualTo(new Succeeded("re_1"));
        assertThat(stripe.asked())
                .extracting(Asked::key)
                .containsExactly(null, NUMBER, null, NUMBER + "-2", null, NUMBER + "-3");
    }

    @Test
    void waitsForTheOldestKeyAfterItsLast() {
        var broke = problem("invalid_request_error", "balance_insufficient", null);
        stripe.says(200, NONE)
                .says(400, broke, REPLAYED, "true")
                .says(200, NONE)
                .says(400, broke, REPLAYED, "true")
                .says(200, NONE);

        assertThat(refund(Map.of("refund-keys", "2"))).isEqualTo(new NeedsFunds());
        assertThat(stripe.asked()).hasSize(5);
    }

    @Test
    void findsARefundOnALaterPage() {
        stripe.says(200, page(true, other("re_9"), other("re_8"))).says(200, page(false, refund("re_7", "succeeded")));

        assertThat(query()).isEqualTo(new Succeeded("re_7"));
        assertThat(stripe.asked())
                .extracting(Asked::query)
                .containsExactly(
                        Map.of("payment_intent", "pi_1", "limit", "100"),
                        Map.of("payment_intent", "pi_1", "limit", "100", "starting_after", "re_8"));
    }

    @Test
    void saysThatARefundIsAbsentOnlyAfterTheWholeList() {
        stripe.says(200, page(true, other("re_9"))).says(200, page(false, other("re_8")));
        assertThat(query()).isEqualTo(new Absent());

        stripe.says(200, page(true, other("re_9"))).says(500, "{}");
        assertThat(query()).isEqualTo(new Unknown("Stripe answered 500"));
    }

    @Test
    void doesNotReadAListWithoutEnd() {
        stripe.says(200, page(true, other("re_9"))).says(200, page(true, other("re_8")));
        assertThat(query(Map.of("refund-pages", "2"))).isEqualTo(new Unknown("the list goes on after 2 pages"));

        stripe.says(200, page(true));
        assertThat(query()).isEqualTo(new Unknown("the list goes on after 1 pages"));
    }

    @Test
    void doesNotBelieveThatStripeHasForgottenAPayment() {
        stripe.says(404, problem("invalid_request_error", "resource_missing", "payment_intent"));

        assertThat(query()).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void doesNotMistakeAWrongKeyForAnEmptyList(int status) {
        stripe.says(status, problem("invalid_request_error", null, null));

        assertThat(query()).isEqualTo(new Unknown(status + " invalid_request_error"));
    }

    @ParameterizedTest
    @CsvSource({"not JSON", "{}", "[]", "null", "{\"data\": []}", "''"})
    void doesNotKnowWhatItCannotRead(String body) {
        stripe.says(200, body);

        assertThat(query()).isInstanceOf(Unknown.class);
    }

    @Test
    void callsAPersonWhereTwoRefundsHaveOneNumber() {
        stripe.says(200, page(false, refund("re_1", "succeeded"), refund("re_2", "failed")));

        assertThat(query()).isEqualTo(new NeedsOperator("Stripe has 2 refunds under this number"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"1233, eur", "1234, usd"})
    void callsAPersonWhereTheNumberHasAnotherAmount(long amount, String currency) {
        var listed = refund("re_1", "succeeded")
                .replace("1234", String.valueOf(amount))
                .replace("eur", currency);
        stripe.says(200, page(false, listed));

        assertThat(query()).isEqualTo(new NeedsOperator("Stripe has another amount under this number: re_1"));
    }

    @Test
    void asksNothingAboutAPaymentWithoutStripesName() {
        var nameless = refundOf(REFUND.amount(), null);

        assertThat(refunds(Map.of()).query(nameless).await().indefinitely()).isInstanceOf(NeedsOperator.class);
        assertThat(refunds(Map.of()).refund(nameless).await().indefinitely()).isInstanceOf(NeedsOperator.class);
        assertThat(stripe.asked()).isEmpty();
    }

    @Test
    void refusesAnAmountThatStripeCannotExpress() {
        var odd = refundOf(new Money(55, Currency.getInstance("MGA")), "pi_1");

        assertThat(refunds(Map.of()).refund(odd).await().indefinitely())
                .isEqualTo(new Failed("Stripe cannot express 55 MGA"));
        assertThat(stripe.asked()).isEmpty();
    }

    private RefundStanding refund() {
        return refund(Map.of());
    }

    private RefundStanding refund(Map<String, String> config) {
        return refunds(config).refund(REFUND).await().indefinitely();
    }

    private RefundStanding query() {
        return query(Map.of());
    }

    private RefundStanding query(Map<String, String> config) {
        return refunds(config).query(REFUND).await().indefinitely();
    }

    private StripeRefunds refunds(Map<String, String> more) {
        var config = stripe.config(more);
        var calls = stripe.calls(config);
        return new StripeRefunds(config, calls, new StripeRefundSearch(config, calls));
    }

    private static NewRefund refundOf(Money amount, String providerId) {
        return new NewRefund(
                RefundId.parse(NUMBER),
                new PaymentAtProvider(PaymentId.parse(PAYMENT), providerId),
                amount,
                amount,
                "changed my mind");
    }

    private static String refund(String id, String status) {
        return """
                {"id": "%s", "object": "refund", "amount": 1234, "charge": "ch_1", "created": 1799999998, "currency": "eur",
                 "failure_reason": %s, "metadata": {"payment_id": "%s", "refund_no": "%s"}, "payment_intent": "pi_1",
                 "reason": "requested_by_customer", "status": "%s"}""".formatted(id, status.equals("failed") ? "\"lost_or_stolen_card\"" : null, PAYMENT, NUMBER, status);
    }

    /** A refund that somebody made in Stripe's dashboard. */
    private static String other(String id) {
        return refund(id, "succeeded").replaceAll("\"metadata\": \\{[^}]*}", "\"metadata\": {}");
    }

    private static String page(boolean more, String... refunds) {
        return "{\"object\": \"list\", \"url\": \"/v1/refunds\", \"has_more\": " + more + ", \"data\": ["
                + String.join(",", refunds) + "]}";
    }

    private static String problem(String type, String code, String param) {
        return "{\"error\": {\"type\": \"" + type + "\", \"message\": \"no\""
                + (code == null ? "" : ", \"code\": \"" + code + "\"")
                + (param == null ? "" : ", \"param\": \"" + param + "\"") + "}}";
    }
}
