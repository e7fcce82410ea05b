package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Shop.Stock;
import io.sluice.stack.Function;
import org.junit.jupiter.api.Test;

/** Kafka has the event, and the outbox has it too: it is sent again. */
class RelayDiesBetweenSendAndDeleteIT extends Story {

    private static final String BEFORE_DELETE = "io.sluice.outbox.OutboxStore#delete#1";

    private final Topic orders = new Topic(system, "orders");
    private final Topic payments = new Topic(system, "payments");

    @Test
    void stockIsReleasedOnceThoughItIsSaidTwice() {
        var sku = shop.sells("lamp", 5);
        var alice = shop.customer("alice");
        var order = alice.orders(sku, 2);
        await().until(() -> orders.idsOf(order, "order-placed").size() == 1);

        Sluice.restartToDieAt(Function.ORDER, BEFORE_DELETE);
        mayBeCutOff(() -> alice.cancels(order));
        awaitDeath(Function.ORDER);
        system.function(Function.ORDER).start();

        await().untilAsserted(() -> assertThat(orders.idsOf(order, "order-cancelled"))
                .hasSize(2)
                .containsOnly(orders.idsOf(order, "order-cancelled").getFirst()));
        await().untilAsserted(() -> assertThat(shop.stock(sku)).isEqualTo(new Stock(5, 0, 0)));
        assertThat(shop.movements(sku).getList("items.reason")).containsExactly("RELEASED", "HELD", "ADJUSTED");
    }

    @Test
    void theOrderIsPaidOnceThoughItIsSaidTwice() {
        var sku = shop.sells("lamp", 5);
        var alice = shop.customer("alice");
        var order = alice.orders(sku, 2);
        var payment = alice.opensPayment(order);

        Sluice.restartToDieAt(Function.PAYMENT, BEFORE_DELETE);
        provider.buyerPays(payment).then().statusCode(200);
        awaitDeath(Function.PAYMENT);
        system.function(Function.PAYMENT).start();

        await().untilAsserted(() -> assertThat(payments.idsOf(order, "payment-captured"))
                .hasSize(2)
                .containsOnly(payments.idsOf(order, "payment-captured").getFirst()));
        await().untilAsserted(() -> assertThat(shop.stock(sku)).isEqualTo(new Stock(3, 0, 2)));
        assertThat(alice.statusesOf(order)).containsExactly("PLACING", "PENDING_PAYMENT", "PAID");
    }
}
