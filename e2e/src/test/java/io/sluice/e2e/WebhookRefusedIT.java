package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Provider.Reception;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Not everything that comes to a webhook's address is the provider's, and each provider is answered in its own form. */
class WebhookRefusedIT extends Story {

    private final Topic payments = new Topic(system, "payments");

    /** Alipay signs no time. */
    @ParameterizedTest
    @CsvSource({
        "stripe,    FORGED",
        "stripe,    TAMPERED",
        "stripe,    EXPIRED",
        "stripe,    OTHER_MERCHANT",
        "wechatpay, FORGED", // The first is a probe,
        "wechatpay, FORGED", // the second a lie.
        "wechatpay, TAMPERED",
        "wechatpay, EXPIRED",
        "wechatpay, OTHER_MERCHANT",
        "alipay,    FORGED",
        "alipay,    TAMPERED",
        "alipay,    OTHER_MERCHANT",
    })
    void isAnsweredInTheProvidersFormAndNotStored(String provider, String manner) {
        var payment = capturedInSilence(provider);

        var answer = this.provider.sendsWebhook(payment, manner);

        assertThat(answer.status()).isEqualTo(provider.equals("wechatpay") ? 401 : 400);
        assertThat(answer.body()).satisfies(body -> {
            switch (provider) {
                case "stripe" -> assertThat(body).isEmpty();
                case "wechatpay" -> assertThat(body).contains("\"code\":\"FAIL\"");
                default -> assertThat(body).isEqualTo("failure");
            }
        });
        assertThat(stored(payment)).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({"stripe, 200, ''", "wechatpay, 204, ''", "alipay, 200, success"})
    void aGenuineOneIsAcknowledgedAsOftenAsItComes(String provider, int status, String body) {
        var payment = capturedInSilence(provider);

        for (var copy = 0; copy < 3; copy++) {
            assertThat(this.provider.sendsWebhook(payment, "GENUINE")).isEqualTo(new Reception(status, body));
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
