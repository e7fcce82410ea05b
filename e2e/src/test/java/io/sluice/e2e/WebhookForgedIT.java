package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Not everything that comes to the webhook's address is a provider's, and what is may come often. */
class WebhookForgedIT extends Story {

    private final Topic payments = new Topic(system, "payments");

    @Test
    void aWrongSignatureIsRefusedAndNothingIsStored() {
        var alice = shop.customer("alice");
        var order = alice.orders(shop.sells("lamp", 1), 1);
        var payment = alice.opensPayment(order);
        var before = tables.value("SELECT count(*) FROM payments.webhook");

        var answer = provider.sendsWebhook(
                "t=" + Instant.now().getEpochSecond() + ",v1=" + "0".repeat(64), """
                {"id": "evt_1", "object": "event", "type": "payment_intent.succeeded", "data": {"object":
                 {"id": "pi_1", "object": "payment_intent", "metadata": {"paymentId": "%s"}}}}""".formatted(payment));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(tables.value("SELECT count(*) FROM payments.webhook")).isEqualTo(before);
        assertThat(alice.statusOf(order)).isEqualTo("PENDING_PAYMENT");
    }

    @Test
    void forgedAndRepeatedWebhooksPayOnce() {
        var alice = shop.customer("alice");
        var order = alice.orders(shop.sells("lamp", 1), 1);
        provider.hasFaults("""
                {"duplicateWebhooks": 5, "forgeWebhooks": true}""");

        provider.buyerPays(alice.opensPayment(order)).then().statusCode(200);

        await().untilAsserted(() -> assertThat(alice.statusOf(order)).isEqualTo("PAID"));
        assertThat(alice.order(order).getLong("paid.minor"))
                .isEqualTo(alice.order(order).getLong("total.minor"));
        assertThat(payments.idsOf(order, "payment-captured")).hasSize(1);
    }
}
