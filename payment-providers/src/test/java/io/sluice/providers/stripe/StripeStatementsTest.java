package io.sluice.providers.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.Money;
import io.sluice.providers.Statement;
import io.sluice.providers.Statement.Kind;
import io.sluice.providers.Statement.Line;
import io.sluice.providers.stripe.ScriptedStripe.Asked;
import io.sluice.stack.simulator.TestSimulator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What moved in the balance becomes lines about payments and refunds, all of them or none. */
@QuarkusTest
@WithTestResource(value = TestSimulator.class, scope = TestResourceScope.GLOBAL)
class StripeStatementsTest {

    private static final LocalDate DAY = LocalDate.of(2027, 1, 15);
    private static final Instant AT = Instant.ofEpochSecond(1_800_000_000);
    private static final Money PRICE = new Money(1999, Currency.getInstance("EUR"));
    private static final Money BACK = new Money(500, Currency.getInstance("EUR"));

    private static final String CHARGE = """
            {"id": "txn_1", "object": "balance_transaction", "amount": 1999, "created": 1800000000, "currency": "eur",
             "fee": 88, "net": 1911, "reporting_category": "charge", "type": "charge",
             "source": {"id": "ch_1", "object": "charge", "amount": 1999, "amount_captured": 1999, "currency": "eur",
                        "metadata": {"payment_id": "p1", "order_id": "o1"}, "payment_intent": "pi_1", "status": "succeeded"}}""";

    private static final String REFUND = """
            {"id": "txn_2", "object": "balance_transaction", "amount": -500, "created": 1800000000, "currency": "eur",
             "fee": 0, "net": -500, "reporting_category": "refund", "type": "refund",
             "source": {"id": "re_1", "object": "refund", "amount": 500, "charge": "ch_1", "currency": "eur",
                        "metadata": {"payment_id": "p1", "refund_no": "r1"}, "payment_intent": "pi_1",
                        "status": "succeeded"}}""";

    private static final String PAYOUT = """
            {"id": "txn_3", "object": "balance_transaction", "amount": -1411, "created": 1800000000, "currency": "eur",
             "fee": 0, "net": -1411, "type": "payout", "source": {"id": "po_1", "object": "payout", "status": "paid"}}""";

    private static final String FEE = """
            {"id": "txn_4", "object": "balance_transaction", "amount": -10, "created": 1800000000, "currency": "eur",
             "type": "stripe_fee", "source": null}""";

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
    void tellsCapturesAndRefundsAndLeavesFeesAndPayoutsOut() {
        stripe.says(200, page(false, PAYOUT, FEE, REFUND, CHARGE));

        assertThat(statement())
                .isEqualTo(new Statement.Complete(List.of(
                        new Line(Kind.REFUND, "p1", "pi_1", "r1", BACK, AT),
                        new Line(Kind.CAPTURE, "p1", "pi_1", null, PRICE, AT))));
    }

    @Test
    void asksForTheDayByUtcWithItsSourcesPageAfterPage() {
        stripe.says(200, page(true, CHARGE, REFUND)).says(200, page(false));

        assertThat(lines()).hasSize(2);
        var first = Map.of(
                "created[gte]", "1799971200",
                "created[lt]", "1800057600",
                "limit", "100",
                "expand[]", "data.source");
        assertThat(stripe.asked().getFirst())
                .isEqualTo(new Asked("GET", "/v1/balance_transactions", first, null, Map.of()));
        assertThat(stripe.asked().getLast().query())
                .containsAllEntriesOf(first)
                .containsEntry("starting_after", "txn_2");
    }

    @Test
    void isCompleteAndEmptyForADayWithoutMovements() {
        stripe.says(200, page(false));

        assertThat(statement()).isEqualTo(new Statement.Complete(List.of()));
    }

    /** The balance is kept in euros, the buyer paid and was given back yen. */
    @Test
    void tellsWhatTheBuyerPaidNotWhatItWasExchangedFor() {
        stripe.says(
                200,
                page(
                        false,
                        CHARGE.replace(
                                "\"amount\": 1999, \"amount_captured\": 1999, \"currency\": \"eur\"",
                                "\"amount\": 3300, \"amount_captured\": 3200, \"currency\": \"jpy\"")));

        assertThat(lines()).extracting(Line::amount).containsExactly(new Money(3200, Currency.getInstance("JPY")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"charge", "payment"})
    void countsMoneyByCardAndByOtherMethods(String type) {
        stripe.says(200, page(false, CHARGE.replace("\"type\": \"charge\"", "\"type\": \"" + type + "\"")));

        assertThat(lines()).extracting(Line::kind).containsExactly(Kind.CAPTURE);
    }

    @Test
    void countsARefundByOtherMethods() {
        stripe.says(200, page(false, REFUND.replace("\"type\": \"refund\"", "\"type\": \"payment_refund\"")));

        assertThat(lines()).extracting(Line::kind).containsExactly(Kind.REFUND);
    }

    /** A direct debit is booked before the bank decides, and taken back if it refuses. */
    @Test
    void leavesOutADebitThatTheBankRefusedAndItsReversal() {
        var debit =
                CHARGE.replace("\"type\": \"charge\"", "\"type\": \"payment\"").replace("succeeded", "failed");
        var reversal = REFUND.replace("\"type\": \"refund\"", "\"type\": \"payment_failure_refund\"");
        stripe.says(200, page(false, reversal, debit));

        assertThat(lines()).isEmpty();
    }

    @Test
    void tellsThatARefundsMoneyCameBack() {
        var back = REFUND.replace("\"type\": \"refund\"", "\"type\": \"refund_failure\"")
                .replace("-500", "500")
                .replace("succeeded", "failed");
        stripe.says(200, page(false, back));

        assertThat(lines()).containsExactly(new Line(Kind.REFUND_FAILED, "p1", "pi_1", "r1", BACK, AT));
    }

    @Test
    void tellsWhatIsAnotherSystemsWithoutOurNumbers() {
        stripe.says(
                200,
                page(
                        false,
                        CHARGE.replaceAll(
                                "\"metadata\": \\{[^}]*}, \"payment_intent\": \"pi_1\"", "\"payment_intent\": null"),
                        REFUND.replaceAll("\"metadata\": \\{[^}]*}", "\"metadata\": {}")));

        assertThat(lines())
                .containsExactly(
                        new Line(Kind.CAPTURE, null, "ch_1", null, PRICE, AT),
                        new Line(Kind.REFUND, null, "pi_1", null, BACK, AT));
    }

    /** A part would look like all, and what is missing like a loss. */
    @Test
    void isUnknownRatherThanIncomplete() {
        stripe.says(200, page(true, CHARGE)).says(500, "{}");
        assertThat(statement()).isEqualTo(new Statement.Unknown("Stripe answered 500"));

        stripe.says(200, page(true, CHARGE)).says(401, "{\"error\": {\"type\": \"invalid_request_error\"}}");
        assertThat(statement()).isEqualTo(new Statement.Unknown("401 invalid_request_error"));

        stripe.says(200, page(true, CHARGE)).says(200, page(true, REFUND));
        assertThat(statement(Map.of("statement-pages", "2")))
                .isEqualTo(new Statement.Unknown("the list goes on after 2 pages"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"amount_captured\": 1999|\"amount_captured\": -1",
                "\"amount_captured\": 1999, \"currency\": \"eur\"|\"amount_captured\": 1999, \"currency\": \"doubloon\"",
                "\"created\": 1800000000|\"created\": null",
                "\"type\": \"charge\"|\"type\": null",
                "\"payment_intent\": \"pi_1\"|\"payment_intent\": {}",
            })
    void isUnknownWhereALineCannotBeRead(String change) {
        var broken = CHARGE.replaceFirst(Pattern.quote(change.split("\\|")[0]), change.split("\\|")[1]);
        stripe.says(200, page(false, REFUND, broken));

        assertThat(statement()).isEqualTo(new Statement.Unknown("IllegalArgumentException"));
    }

    @Test
    void isUnknownWithoutTheSource() {
        stripe.says(200, page(false, CHARGE.replaceFirst("(?s)\"source\": \\{.*}}", "\"source\": \"ch_1\"}")));

        assertThat(statement()).isEqualTo(new Statement.Unknown("IllegalArgumentException"));
    }

    private List<Line> lines() {
        return ((Statement.Complete) statement()).lines();
    }

    private Statement statement() {
        return statement(Map.of());
    }

    private Statement statement(Map<String, String> more) {
        var config = stripe.config(more);
        return new StripeStatements(config, stripe.calls(config), new ObjectMapper())
                .of(DAY)
                .await()
                .indefinitely();
    }

    private static String page(boolean more, String... movements) {
        return "{\"object\": \"list\", \"url\": \"/v1/balance_transactions\", \"has_more\": " + more + ", \"data\": ["
                + String.join(",", movements) + "]}";
    }
}
