package io.sluice.stack.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeBalanceTest {

    private static final String ROOT = "/v1/balance_transactions";

    @TempDir
    private static Path keys;

    @TempDir
    private Path data;

    private StripeShop shop;
    private String intent;

    @BeforeEach
    void sell() throws IOException {
        shop = new StripeShop(keys, data);
        intent = shop.sold(StripeShop.NUMBER);
    }

    @AfterEach
    void close() throws IOException {
        shop.close();
    }

    @Test
    void listsWhatWasPaidAndWhatItCost() {
        var entry = one("charge", "");

        assertThat(entry.path("amount").asInt()).isEqualTo(1999);
        assertThat(entry.path("fee").asInt()).isEqualTo(59);
        assertThat(entry.path("net").asInt()).isEqualTo(1940);
        assertThat(entry.path("currency").asText()).isEqualTo("eur");
        assertThat(entry.path("reporting_category").asText()).isEqualTo("charge");
        assertThat(entry.path("source").asText()).startsWith("ch_");
        var fee = one("stripe_fee", "&expand%5B%5D=data.source");
        assertThat(fee.path("amount").asInt()).isNegative();
        assertThat(fee.path("source").isNull()).isTrue();
    }

    @Test
    void saysWhoseMoneyItWasWhenAsked() {
        shop.refund("k1", "payment_intent=" + intent + "&amount=500&metadata%5Brefund_no%5D=r1");

        var charge = one("charge", "&expand%5B%5D=data.source").path("source");
        var refund = one("refund", "&expand[]=data.source".replace("[", "%5B").replace("]", "%5D"));

        assertThat(charge.path("payment_intent").asText()).isEqualTo(intent);
        assertThat(charge.at("/metadata/payment_id").asText()).isEqualTo(StripeShop.NUMBER);
        assertThat(charge.path("amount_refunded").asInt()).isEqualTo(500);
        assertThat(refund.path("amount").asInt()).isEqualTo(-500);
        assertThat(refund.path("net").asInt()).isEqualTo(-500);
        assertThat(refund.at("/source/metadata/refund_no").asText()).isEqualTo("r1");
        assertThat(refund.at("/source/payment_intent").asText()).isEqualTo(intent);
    }

    @Test
    void hasNoEntryOfARefundThatDidNotSucceed() {
        shop.faults("{\"refundOutcome\": \"FAIL\"}");
        shop.refund("k1", "payment_intent=" + intent + "&amount=500");
        await().until(() -> shop.book().toString(), book -> book.contains("FAILED"));

        assertThat(shop.get(ROOT + "?type=refund").json().path("data")).isEmpty();
    }

    @Test
    void namesTheSameEntryAsTheRefundItself() {
        var refund = shop.refund("k1", "payment_intent=" + intent);

        assertThat(one("refund", "").path("id").asText()).isEqualTo(refund.text("/balance_transaction"));
    }

    @Test
    void countsFromTheFirstSecondToBeforeTheLast() {
        var created = one("charge", "").path("created").asLong();

        assertThat(Instant.ofEpochSecond(created)).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(entries("?created%5Bgte%5D=" + created + "&created%5Blt%5D=" + (created + 1)))
                .hasSize(2);
        assertThat(entries("?created%5Bgte%5D=" + (created + 1))).isEmpty();
        assertThat(entries("?created%5Blt%5D=" + created)).isEmpty();
        assertThat(entries("?created%5Bgt%5D=" + created)).isEmpty();
        assertThat(entries("?created%5Blte%5D=" + created)).hasSize(2);
    }

    @Test
    void losesAndRepeatsNothingFromPageToPage() {
        for (var i = 0; i < 5; i++) {
            shop.sold(String.valueOf(i).repeat(32));
            shop.refund("k" + i, "payment_intent=" + intent + "&amount=100");
        }
        var seen = new ArrayList<String>();
        var more = true;

        while (more) {
            var page = shop.get(ROOT + "?limit=2" + (seen.isEmpty() ? "" : "&starting_after=" + seen.getLast()));
            seen.addAll(page.all("id"));
            more = page.json().path("has_more").asBoolean();
        }

        assertThat(seen).hasSize(17).hasSameSizeAs(new HashSet<>(seen));
    }

    @ParameterizedTest
    @ValueSource(strings = {"created%5Bgte%5D=yesterday", "limit=0", "starting_after=txn_0", "from=1"})
    void refusesAQuestionThatIsNone(String query) {
        assertThat(shop.get(ROOT + "?" + query).status()).isEqualTo(400);
    }

    private JsonNode one(String type, String more) {
        var found = shop.get(ROOT + "?type=" + type + more).json().path("data");
        assertThat(found).hasSize(1);
        return found.path(0);
    }

    private List<String> entries(String query) {
        return shop.get(ROOT + query).all("id");
    }
}
