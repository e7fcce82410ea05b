package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Shop.Stock;
import org.junit.jupiter.api.Test;

/** The main job, end to end. */
class OrderJourneyIT extends Story {

    @Test
    void anOrderIsPlacedPaidShippedAndReceived() {
        var sku = shop.sells("lamp", 10);
        var alice = shop.customer("alice");

        var checkout = alice.checksOut(sku, 2);
        var placed = alice.places("first", """
                {"checkoutId": "%s"}""".formatted(checkout));
        var order = placed.jsonPath().getString("id");
        assertThat(placed.statusCode()).isEqualTo(201);
        assertThat(shop.stock(sku)).isEqualTo(new Stock(8, 2, 0));

        provider.buyerPays(alice.opensPayment(order)).then().statusCode(200);
        await().untilAsserted(() -> assertThat(alice.statusOf(order)).isEqualTo("PAID"));
        await().untilAsserted(() -> assertThat(shop.stock(sku)).isEqualTo(new Stock(8, 0, 2)));

        shop.ships(order);
        alice.receives(order).then().statusCode(200);
        assertThat(alice.statusesOf(order))
                .containsExactly("PLACING", "PENDING_PAYMENT", "PAID", "SHIPPED", "COMPLETED");
    }

    @Test
    void aCancelledOrderGivesItsStockBack() {
        var sku = shop.sells("lamp", 3);
        var alice = shop.customer("alice");
        var order = alice.orders(sku, 3);

        alice.cancels(order).then().statusCode(200);

        await().untilAsserted(() -> assertThat(shop.stock(sku)).isEqualTo(new Stock(3, 0, 0)));
        assertThat(alice.statusesOf(order)).containsExactly("PLACING", "PENDING_PAYMENT", "CANCELLED");
    }
}
