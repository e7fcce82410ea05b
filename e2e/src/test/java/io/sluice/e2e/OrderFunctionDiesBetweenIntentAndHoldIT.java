package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Shop.Stock;
import org.junit.jupiter.api.Test;

/** The intent is committed, and nobody has asked for the stock yet. */
class OrderFunctionDiesBetweenIntentAndHoldIT extends Story {

    @Test
    void theOrderIsFinishedAndTheRetryGetsIt() {
        var placement = new CutOffPlacement(this);

        placement.diesAt("io.sluice.order.Stock#hold#1");
        assertThat(placement.stock()).isEqualTo(new Stock(5, 0, 0));

        placement.isFinishedBySweeper();
        placement.isAnsweredToWhoeverAsksAgain();
    }
}
