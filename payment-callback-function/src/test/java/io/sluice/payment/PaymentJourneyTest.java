package io.sluice.payment;

import static io.sluice.payment.Shop.anOrder;
import static io.sluice.payment.Shop.openPayment;
import static io.sluice.payment.Shop.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.stack.TestStack;
import io.sluice.stack.simulator.TestSimulator;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From opening to captured, against the simulator by real HTTP. */
@QuarkusTest
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = TestSimulator.class, scope = TestResourceScope.GLOBAL)
class PaymentJourneyTest {

    @Inject
    Rows rows;

    @AfterEach
    void repair() {
        Shop.noFaults();
    }

    @Test
    void isCapturedWhenTheBuyerPays() {
        var id = openPayment(anOrder());

        Shop.pay(id);

        awaitStatus(id, "CAPTURED");
        payment(id).body("captured.minor", equalTo(1999)).body("captured.currency", equalTo("EUR"));
        assertThat(rows.said(id)).containsExactly("payment-captured 1 1999 EUR");
        assertThat(rows.webhooks(id)).containsExactly("CAPTURED false");
    }

    @Test
    void isCapturedOnceHoweverTheWebhooksCome() {
        Shop.faults("{\"duplicateWebhooks\": 4, \"reorderWebhooks\": true, \"forgeWebhooks\": true}");
        var id = openPayment(anOrder());

        Shop.pay(id);

        awaitStatus(id, "CAPTURED");
        await().during(Duration.ofSeconds(1)) // Copies and the overtaken one are still on their way.
                .untilAsserted(() -> assertThat(rows.said(id)).containsExactly("payment-captured 1 1999 EUR"));
    }

    @Test
    void isFoundByAQueryWhenTheWebhookIsLost() {
        var id = openPayment(anOrder());
        Shop.faults("{\"dropWebhooks\": true}");
        Shop.pay(id);

        Shop.query(id).statusCode(202).body("status", equalTo("CAPTURED"));

        assertThat(rows.said(id)).containsExactly("payment-captured 1 1999 EUR");
        assertThat(rows.webhooks(id)).isEmpty();
        Stripe.send(Stripe.event("succeeded", rows.strings("""
                SELECT provider_id FROM payment WHERE replace(id::text, '-', '') = $1""", id).getFirst(), id, 1999, "eur"))
                .statusCode(200);
        assertThat(rows.said(id)).hasSize(1);
    }

    @Test
    void announcesAnotherAmountAndCurrencyAsTheyAre() {
        var id = openPayment(anOrder());

        Shop.pay(id, 7, "USD");

        awaitStatus(id, "CAPTURED");
        assertThat(rows.said(id)).containsExactly("payment-captured 1 7 USD");
    }

    @Test
    void saysWhenTheProviderDoesNotAnswerAQuery() {
        var id = openPayment(anOrder());
        Shop.faults("{\"errorRate\": 1}");

        Shop.query(id).statusCode(503).body("type", equalTo("/problems/provider-unanswered"));
    }

    private static void awaitStatus(String id, String status) {
        await().untilAsserted(() -> payment(id).statusCode(200).body("status", equalTo(status)));
    }
}
