package io.sluice.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What must hold for every history of holds, payments and ends. */
class StockPropertiesTest {

    /** One thing that happens to one order; a null signal asks for stock. */
    record Step(int order, Signal signal) {}

    /** One order's life: what it wants, how it ends (null: not yet), and how often each is said. */
    record Life(Basket basket, Signal end, int times) {}

    @Property
    void neverHoldsOrSellsMoreThanThereIs(
            @ForAll("steps") List<Step> steps, @ForAll("baskets") @Size(6) List<Basket> baskets) {
        var shop = new Shop(4, 5);

        for (var step : steps) {
            take(shop, step, baskets);

            assertThat(shop.pools.values()).allSatisfy(pool -> {
                assertThat(pool.isSound()).isTrue();
                assertThat(pool.held()).isEqualTo(shop.unitsOf(pool.sku(), ClaimState.HELD));
                assertThat(pool.sold()).isEqualTo(shop.unitsOf(pool.sku(), ClaimState.SOLD));
            });
        }
    }

    @Property
    void hearingEverythingTwiceChangesNothing(
            @ForAll("steps") List<Step> steps, @ForAll("baskets") @Size(6) List<Basket> baskets) {
        var once = new Shop(4, 5);
        var twice = new Shop(4, 5);

        steps.forEach(step -> take(once, step, baskets));
        steps.forEach(step -> IntStream.range(0, 2).forEach(_ -> take(twice, step, baskets)));

        assertThat(twice.pools).isEqualTo(once.pools);
        assertThat(twice.claims()).isEqualTo(once.claims());
    }

    /**
     * Enough stock, any order of messages, any repeats: where each order ends depends on its end alone. An order ends
     * once; a payment or a return that comes before its hold is refused and said again later, as a replayed dead letter.
     */
    @Property
    void endsInTheSameStateWhateverTheOrderOfMessages(
            @ForAll("lives") @Size(min = 1, max = 6) List<Life> lives, @ForAll @IntRange(max = 9999) int seed) {
        var baskets = lives.stream().map(Life::basket).toList();
        var shop = new Shop(1_000, 1_000);

        var refused = new ArrayList<Step>();
        messages(lives, new Random(seed)).forEach(step -> {
            if (!take(shop, step, baskets)) {
                refused.add(step);
            }
        });
        refused.forEach(step -> take(shop, step, baskets));

        for (var order = 0; order < lives.size(); order++) {
            assertThat(shop.stateOf(order))
                    .isEqualTo(stateAfter(lives.get(order).end()));
        }
    }

    private static List<Step> messages(List<Life> lives, Random random) {
        var messages = new ArrayList<Step>();
        for (var order = 0; order < lives.size(); order++) {
            var life = lives.get(order);
            for (var time = 0; time < life.times(); time++) {
                messages.add(new Step(order, null));
                if (life.end() != null) {
                    messages.add(new Step(order, life.end()));
                }
            }
        }
        Collections.shuffle(messages, random);
        return messages;
    }

    private static ClaimState stateAfter(Signal end) {
        return switch (end) {
            case null -> ClaimState.HELD;
            case SELL -> ClaimState.SOLD;
            case RELEASE -> ClaimState.RELEASED;
            case RETURN -> ClaimState.RETURNED;
        };
    }

    private static boolean take(Shop shop, Step step, List<Basket> baskets) {
        if (step.signal() == null) {
            shop.hold(step.order(), baskets.get(step.order()));
            return true;
        }
        return shop.hear(step.order(), step.signal());
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var signal = Arbitraries.of(Signal.values()).injectNull(0.5);
        return Combinators.combine(Arbitraries.integers().between(0, 5), signal)
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Basket>> baskets() {
        return basket().list();
    }

    @Provide
    Arbitrary<List<Life>> lives() {
        return Combinators.combine(
                        basket(),
                        Arbitraries.of(Signal.values()).injectNull(0.3),
                        Arbitraries.integers().between(1, 3))
                .as(Life::new)
                .list();
    }

    private static Arbitrary<Basket> basket() {
        return Combinators.combine(
                        Arbitraries.of("lamp", "vase"), Arbitraries.longs().between(1, 4))
                .as(Line::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(Basket::new);
    }
}
