package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Provider.Reception;
import org.junit.jupiter.api.Test;

/** Not everything that comes to a webhook's address is the provider's, and each provider is answered in its own form. */
class WebhookRefusedIT extends Story {

    private final Topic payments = new Topic(system, "payments");

    /** Alipay signs no time; the first that is forged in WeChat Pay's name is a probe of its own, the second a lie. */
    @Test
    void isAnsweredInTheProvidersFormAndNotStored() {
        refuses("stripe", "FORGED", "TAMPERED", "EXPIRED", "OTHER_MERCHANT");
        refuses("wechatpay", "FORGED", "FORGED", "TAMPERED", "EXPIRED", "OTHER_MERCHANT");
        refuses("alipay", "FORGED", "TAMPERED", "OTHER_MERCHANT");
    }

    private void refuses(String provider, String... manners) {
        var payment = capturedInSilence(provider);
        for (var manner : manners) {
            assertThat(this.provider.sendsWebhook(payment, manner))
                    .as("%s, %s", provider, manner)
                    .isEqualTo(refusal(provider));
        }
        assertThat(stored(payment)).isEqualTo("0");
    }

    private static Reception refusal(String provider) {
        return switch (provider) {
            case "stripe" -> new Reception(400, "");
            case "wechatpay" -> new Reception(401, "{\"code\":\"FAIL\",\"message\":\"refused\"}");
            default -> new Reception(400, "failure");
        };
    }

    @Test
    void aGenuineOneIsAcknowledgedAsOftenAsItComes() {
        acknowledges("stripe", new Reception(200, ""));
        acknowledges("wechatpay", new Reception(204, ""));
        acknowledges("alipay", new Reception(200, "success"));
    }

    private void acknowledges(String provider, Reception acknowledgement) {
        var payment = capturedInSilence(provider);

        for (var copy = 0; copy < 3; copy++) {
            assertThat(this.provider.sendsWebhook(payment, "GENUINE")).isEqualTo(acknowledgement);
        }

        assertThat(stored(payment)).isEqualTo("1");
        var order = orderOf(payment);
        await().untilAsserted(() ->
                assertThat(payments.idsOf(order, "payment-captured")).hasSize(1));
    }

    /** Paid, and its own webhook never comes. */
    private String capturedInSilence(String provider) {
        this.provider.hasFaults("""
                {"dropWebhooks": true}""");
        var alice = shop.customer("alice");
        var payment = alice.opensPayment(alice.orders(shop.sells("lamp", 1), 1), provider);
        this.provider.buyerPays(payment).then().statusCode(200);
        return payment;
    }

    private String stored(String payment) {
        return tables.value("SELECT count(*) FROM payments.webhook WHERE payment_number = '%s'".formatted(payment));
    }

    private String orderOf(String payment) {
        return tables.value(
                "SELECT order_id FROM payments.payment WHERE replace(id::text, '-', '') = '%s'".formatted(payment));
    }
}
