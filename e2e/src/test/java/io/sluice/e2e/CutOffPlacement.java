package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Shop.Stock;
import io.sluice.stack.Function;

/** What is promised wherever order-function dies while it places an order. */
final class CutOffPlacement {

    private final Story story;
    private final String sku;
    private final Customer customer;

    CutOffPlacement(Story story) {
        this.story = story;
        sku = story.shop.sells("lamp", 5);
        customer = story.shop.customer("alice");
    }

    /** Leaves order-function dead. */
    void diesAt(String place) {
        Sluice.restartToDieAt(Function.ORDER, place);
        Story.mayBeCutOff(() -> customer.places("key", sku, 2));
        story.awaitDeath(Function.ORDER);
    }

    Stock stock() {
        return story.shop.stock(sku);
    }

    /** Nobody asks again: the order is finished all the same. */
    void isFinishedBySweeper() {
        story.system.function(Function.ORDER).start();

        Story.await().untilAsserted(() -> assertThat(statusOfTheOnlyOrder()).isEqualTo("PENDING_PAYMENT"));
        assertThat(stock()).isEqualTo(new Stock(3, 2, 0));
    }

    void isAnsweredToWhoeverAsksAgain() {
        var again = customer.placesUntilAnswered("key", sku, 2);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(customer.ordersOf()).containsExactly(again.jsonPath().getString("id"));
        assertThat(stock()).isEqualTo(new Stock(3, 2, 0));
    }

    private String statusOfTheOnlyOrder() {
        assertThat(customer.ordersOf()).hasSize(1);
        return customer.statusOf(customer.ordersOf().getFirst());
    }
}
