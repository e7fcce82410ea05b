package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each provider's money reaches its order, whatever becomes of the webhooks, and none of it is kept without a reason. */
class PayingIT extends Story {

    private static final int PRICE = 1999;

    private final Topic payments = new Topic(system, "payments");
    private final Topic orders = new Topic(system, "orders");

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay", "alipay"})
    void whatTheBuyerPaysPaysTheOrder(String provider) {
        var purchase = buys(provider);

        this.provider.buyerPays(purchase.payment()).then().statusCode(200);

        awaitPaid(purchase);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay", "alipay"})
    void aLostWebhookCostsSecondsAndNotTheOrder(String provider) {
        this.provider.hasFaults("""
                {"dropWebhooks": true}""");
        var purchase = buys(provider);

        this.provider.buyerPays(purchase.payment()).then().statusCode(200);

        awaitPaid(purchase);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay", "alipay"})
    void copiesInAnyOrderHaveOneEffect(String provider) {
        this.provider.hasFaults("""
                {"duplicateWebhooks": 4, "reorderWebhooks": true, "forgeWebhooks": true}""");
        var first = buys(provider);
        var second = buys(provider);

        this.provider.buyerPays(first.payment()).then().statusCode(200);
        this.provider.buyerPays(second.payment()).then().statusCode(200);

        awaitPaid(first);
        awaitPaid(second);
        assertThat(payments.idsOf(first.order(), "payment-captured")).hasSize(1);
        assertThat(orders.idsOf(first.order(), "order-paid")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay", "alipay"})
    void tooLittleGoesBackAndTheOrderCanStillBePaid(String provider) {
        var purchase = buys(provider);

        this.provider.buyerPays(purchase.payment(), PRICE - 1, "CNY").then().statusCode(200);

        awaitRefundAskedFor(purchase);
        assertThat(purchase.customer().statusOf(purchase.order())).isEqualTo("PENDING_PAYMENT");
        var again = purchase.customer().opensPayment(purchase.order(), provider);
        assertThat(again).isNotEqualTo(purchase.payment());
        this.provider.buyerPays(again).then().statusCode(200);
        awaitPaid(purchase);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay", "alipay"})
    void tooMuchPaysTheOrderAndTheSurplusGoesBack(String provider) {
        var purchase = buys(provider);

        this.provider.buyerPays(purchase.payment(), PRICE + 1, "CNY").then().statusCode(200);

        awaitPaid(purchase);
        awaitRefundAskedFor(purchase);
    }

    /** Alipay's notifications have no currency: it takes yuan alone. */
    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay"})
    void anotherCurrencyGoesBack(String provider) {
        var purchase = buys(provider);

        this.provider.buyerPays(purchase.payment(), PRICE, "USD").then().statusCode(200);

        awaitRefundAskedFor(purchase);
        assertThat(purchase.customer().statusOf(purchase.order())).isEqualTo("PENDING_PAYMENT");
    }

    @Test
    void whoPaysWithTwoProvidersGetsOnePaymentBack() {
        var purchase = buys("wechatpay");
        var other = purchase.customer().opensPayment(purchase.order(), "alipay");

        this.provider.buyerPays(purchase.payment()).then().statusCode(200);
        var late = this.provider.buyerPays(other);

        awaitPaid(purchase);
        if (late.statusCode() == 200) {
            awaitRefundAskedFor(purchase);
        }
        assertThat(purchase.customer().asksToPay(purchase.order(), "stripe").statusCode())
                .isEqualTo(409);
    }

    /** What is not needed any more cannot be paid by mistake. */
    @Test
    void aPaidOrdersOtherPaymentsAreClosed() {
        var purchase = buys("wechatpay");
        var other = purchase.customer().opensPayment(purchase.order(), "stripe");

        this.provider.buyerPays(purchase.payment()).then().statusCode(200);

        awaitPaid(purchase);
        await().until(() -> statusOf(other).equals("CLOSED"));
        this.provider.buyerPays(other).then().statusCode(409);
    }

    private Purchase buys(String provider) {
        var customer = shop.customer("alice");
        var order = customer.orders(shop.sells("lamp", 1), 1);
        return new Purchase(customer, order, customer.opensPayment(order, provider));
    }

    private void awaitPaid(Purchase purchase) {
        await().untilAsserted(() ->
                assertThat(purchase.customer().statusOf(purchase.order())).isEqualTo("PAID"));
        var order = purchase.customer().order(purchase.order());
        assertThat(order.getLong("paid.minor")).isEqualTo(order.getLong("total.minor"));
    }

    private void awaitRefundAskedFor(Purchase purchase) {
        await().untilAsserted(() -> assertThat(orders.idsOf(purchase.order(), "order-refund-requested"))
                .hasSize(1));
    }

    private String statusOf(String payment) {
        return tables.value(
                "SELECT status FROM payments.payment WHERE replace(id::text, '-', '') = '%s'".formatted(payment));
    }

    private record Purchase(Customer customer, String order, String payment) {}
}
