package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Shop.Stock;
import org.junit.jupiter.api.Test;

/** The stock is held, and nobody has written down that it is. */
class OrderFunctionDiesBetweenHoldAndAnswerIT extends Story {

    @Test
    void theOrderIsFinishedWithItsOneHoldAndTheRetryGetsIt() {
        var placement = new CutOffPlacement(this);

        placement.diesAt("io.sluice.order.FinishPlacement#settle#1");
        assertThat(placement.stock()).isEqualTo(new Stock(3, 2, 0));

        placement.isFinishedBySweeper();
        placement.isAnsweredToWhoeverAsksAgain();
    }
}
