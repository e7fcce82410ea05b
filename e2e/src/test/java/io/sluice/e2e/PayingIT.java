package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each provider's money reaches its order, whatever becomes of the webhooks, and none of it is kept without a reason. */
class PayingIT extends Story {

    private static final List<String> PROVIDERS = List.of("stripe", "wechatpay", "alipay");
    private static final int PRICE = 1999;

    private final Topic payments = new Topic(system, "payments");
    private final Topic orders = new Topic(system, "orders");

    @Test
    void whatTheBuyerPaysPaysTheOrder() {
        var purchases = PROVIDERS.stream().map(this::buys).toList();

        purchases.forEach(this::pays);

        purchases.forEach(this::awaitPaid);
    }

    @Test
    void aLostWebhookCostsSecondsAndNotTheOrder() {
        provider.hasFaults("""
                {"dropWebhooks": true}""");
        var purchases = PROVIDERS.stream().map(this::buys).toList();

        purchases.forEach(this::pays);

        purchases.forEach(this::awaitPaid);
    }

    @Test
    void copiesInAnyOrderHaveOneEffect() {
        provider.hasFaults("""
                {"duplicateWebhooks": 4, "reorderWebhooks": true, "forgeWebhooks": true}""");
        var purchases = Stream.concat(PROVIDERS.stream(), PROVIDERS.stream())
                .map(this::buys)
                .toList();

        purchases.forEach(this::pays);

        purchases.forEach(this::awaitPaid);
        for (var purchase : purchases) {
            assertThat(payments.idsOf(purchase.order(), "payment-captured")).hasSize(1);
            assertThat(orders.idsOf(purchase.order(), "order-paid")).hasSize(1);
        }
    }

    @Test
    void tooLittleGoesBackAndTheOrderCanStillBePaid() {
        var purchases = PROVIDERS.stream().map(this::buys).toList();

        purchases.forEach(purchase -> pays(purchase, PRICE - 1, "CNY"));

        for (var purchase : purchases) {
            awaitRefundAskedFor(purchase);
            assertThat(purchase.customer().statusOf(purchase.order())).isEqualTo("PENDING_PAYMENT");
            var again = purchase.again();
            assertThat(again.payment()).isNotEqualTo(purchase.payment());
            pays(again);
            awaitPaid(again);
        }
    }

    @Test
    void tooMuchPaysTheOrderAndTheSurplusGoesBack() {
        var purchases = PROVIDERS.stream().map(this::buys).toList();

        purchases.forEach(purchase -> pays(purchase, PRICE + 1, "CNY"));

        purchases.forEach(this::awaitPaid);
        purchases.forEach(this::awaitRefundAskedFor);
    }

    /** Alipay's notifications have no currency: it takes yuan alone. */
    @Test
    void anotherCurrencyGoesBack() {
        var purchases = Stream.of("stripe", "wechatpay").map(this::buys).toList();

        purchases.forEach(purchase -> pays(purchase, PRICE, "USD"));

        purchases.forEach(this::awaitRefundAskedFor);
        assertThat(purchases)
                .allSatisfy(purchase -> assertThat(purchase.customer().statusOf(purchase.order()))
                        .isEqualTo("PENDING_PAYMENT"));
    }

    @Test
    void whoPaysWithTwoProvidersGetsOnePaymentBack() {
        var purchase = buys("wechatpay");
        var other = purchase.customer().opensPayment(purchase.order(), "alipay");

        pays(purchase);
        var late = provider.buyerPays(other);

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

        pays(purchase);

        awaitPaid(purchase);
        await().until(() -> statusOf(other).equals("CLOSED"));
        provider.buyerPays(other).then().statusCode(409);
    }

    private Purchase buys(String provider) {
        var customer = shop.customer("alice");
        var order = customer.orders(shop.sells("lamp", 1), 1);
        return new Purchase(customer, order, provider, customer.opensPayment(order, provider));
    }

    private void pays(Purchase purchase) {
        provider.buyerPays(purchase.payment()).then().statusCode(200);
    }

    private void pays(Purchase purchase, long minor, String currency) {
        provider.buyerPays(purchase.payment(), minor, currency).then().statusCode(200);
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

    private record Purchase(Customer customer, String order, String provider, String payment) {

        /** Another payment of the same order. */
        Purchase again() {
            return new Purchase(customer, order, provider, customer.opensPayment(order, provider));
        }
    }
}
