package io.sluice.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Settling.Part;
import io.sluice.inventory.domain.Settling.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SettlingTest {

    private static final OrderId FIRST = order(1);
    private static final OrderId SECOND = order(2);

    private final Shelf shelf = new Shelf(
            List.of(Pool.ordinary(1, "lamp", 10, 5, 0, false, null), Pool.ordinary(2, "vase", 10, 1, 0, false, null)));

    private final Settling settling = new Settling(
            shelf,
            Map.of(FIRST, held(), SECOND, held()),
            Map.of(FIRST, List.of(new Part(1, 2), new Part(2, 1)), SECOND, List.of(new Part(1, 3))));

    @Test
    void movesEachOrdersUnitsOnceHoweverOftenItIsSaid() {
        settling.settle(sell(FIRST));
        settling.settle(release(SECOND));
        settling.settle(sell(FIRST));
        settling.settle(release(SECOND));

        assertThat(shelf.movements())
                .extracting(Movement::move)
                .containsExactly(new Move(1, -5, 2, 0), new Move(2, -1, 1, 0));
        assertThat(settling.steps())
                .containsExactly(
                        new Step(FIRST, ClaimState.HELD, ClaimState.SOLD, "order-paid"),
                        new Step(SECOND, ClaimState.HELD, ClaimState.RELEASED, "order-cancelled"));
        assertThat(settling.refusals()).isEmpty();
    }

    @Test
    void followsTheFirstOfTwoThatContradict() {
        settling.settle(release(FIRST));
        settling.settle(sell(FIRST));

        assertThat(settling.steps()).extracting(Step::to).containsExactly(ClaimState.RELEASED);
        assertThat(settling.refusals()).containsExactly("paid, but its stock was released");
    }

    @Test
    void refusesToSellForAnOrderThatNeverAsked() {
        settling.settle(sell(order(3)));

        assertThat(settling.refusals()).containsExactly("paid, but no stock was ever asked for");
        assertThat(shelf.movements()).isEmpty();
    }

    private static Settlement sell(OrderId order) {
        return new Settlement(order, Signal.SELL, "order-paid");
    }

    private static Settlement release(OrderId order) {
        return new Settlement(order, Signal.RELEASE, "order-cancelled");
    }

    private static Claim held() {
        return new Claim(ClaimState.HELD, "alice", "00ff", List.of());
    }

    private static OrderId order(int seed) {
        return OrderId.next("alice", Instant.EPOCH, new Random(seed));
    }
}
