package io.sluice.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.contracts.OrderId;
import io.sluice.contracts.RefundId;
import io.sluice.inventory.domain.Settling.Return;
import io.sluice.inventory.domain.Settling.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettlingTest {

    private static final OrderId FIRST = order(1);
    private static final OrderId SECOND = order(2);

    private final Shelf shelf = new Shelf(
            List.of(Pool.ordinary(1, "lamp", 10, 5, 0, false, null), Pool.ordinary(2, "vase", 10, 1, 0, false, null)));

    private final Settling settling = new Settling(
            shelf,
            Map.of(FIRST, held(), SECOND, held()),
            Map.of(
                    FIRST,
                    List.of(new Part(1, "lamp", 2), new Part(2, "vase", 1)),
                    SECOND,
                    List.of(new Part(1, "lamp", 3))));

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

    @Test
    void takesBackWhatEachRefundGivesOnce() {
        var one = refund(1);
        var rest = refund(2);
        settling.settle(sell(FIRST));

        settling.settle(back(FIRST, one, Map.of("lamp", 1L)));
        settling.settle(back(FIRST, one, Map.of("lamp", 1L)));
        assertThat(settling.steps()).extracting(Step::to).containsExactly(ClaimState.SOLD);

        settling.settle(back(FIRST, rest, Map.of("lamp", 1L, "vase", 1L)));
        settling.settle(sell(FIRST));

        assertThat(shelf.movements())
                .extracting(Movement::move)
                .containsExactly(new Move(1, -2, 0, 0), new Move(2, -1, 0, 0));
        assertThat(settling.returns())
                .containsExactly(
                        new Return(FIRST, 1, one, 1), new Return(FIRST, 1, rest, 1), new Return(FIRST, 2, rest, 1));
        assertThat(settling.steps())
                .containsExactly(new Step(FIRST, ClaimState.HELD, ClaimState.RETURNED, "order-refunded"));
        assertThat(settling.refusals()).isEmpty();
    }

    /** The refund is heard before the payment. */
    @Test
    void sellsFirstWhatComesBack() {
        settling.settle(back(SECOND, refund(1), Map.of("lamp", 1L)));
        settling.settle(sell(SECOND));

        assertThat(shelf.movements()).extracting(Movement::move).containsExactly(new Move(1, -3, 2, 0));
        assertThat(settling.steps()).extracting(Step::to).containsExactly(ClaimState.SOLD);
    }

    @ParameterizedTest
    @CsvSource({
        "lamp, 4, 'gives back 4 of lamp, of which the order has 3'",
        "vase, 1, 'gives back 1 of vase, which the order never had'",
    })
    void refusesToTakeBackWhatWasNotSold(String sku, long units, String why) {
        settling.settle(sell(SECOND));

        settling.settle(back(SECOND, refund(1), Map.of(sku, units)));

        assertThat(settling.refusals()).singleElement().asString().endsWith(why);
        assertThat(settling.returns()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void knowsNoGoodsOfNothing(long units) {
        var none = Map.of("lamp", units);

        assertThatThrownBy(() -> new Goods(refund(1), none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 or more");
    }

    private static Settlement back(OrderId order, RefundId refund, Map<String, Long> units) {
        return Settlement.back(order, new Goods(refund, units), "order-refunded");
    }

    private static RefundId refund(int number) {
        return new RefundId(new UUID(0, number));
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
