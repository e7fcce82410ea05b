package io.sluice.inventory;

import static io.sluice.inventory.Warehouse.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.OrderId;
import io.sluice.inbox.Refused;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.domain.Answer;
import io.sluice.inventory.domain.Line;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The reason this function exists: many buyers, few units. */
@QuarkusTest
class CrowdTest {

    @Inject
    Warehouse warehouse;

    @Test
    void sellsTwentyUnitsToTwentyOfSixtyFourBuyers() {
        var sku = warehouse.stocked(20);

        var answers = Crowd.of(64, _ -> warehouse.hold(anOrder(), new Line(sku, 1)));

        assertThat(answers).filteredOn(Answer.Held.class::isInstance).hasSize(20);
        assertThat(answers)
                .filteredOn(new Answer.OutOfStock(List.of(sku))::equals)
                .hasSize(44);
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(20, 20, 0));
    }

    @Test
    void holdsOnceWhenTheSameOrderAsksFiftyTimesAtOnce() {
        var sku = warehouse.stocked(100);
        var order = anOrder();

        var answers = Crowd.of(50, _ -> warehouse.hold(order, new Line(sku, 1)));

        assertThat(answers).hasSize(50).containsOnly(new Answer.Held());
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(100, 1, 0));
        assertThat(warehouse.movements(sku)).hasSize(2);
    }

    @Test
    void neverWaitsInACircleHoweverTheLinesAreOrdered() {
        var skus = IntStream.range(0, 6).mapToObj(_ -> warehouse.stocked(1_000)).toList();

        var answers = Crowd.of(50, number -> warehouse.hold(anOrder(), shuffledLines(skus, number)));

        assertThat(answers).hasSize(50).containsOnly(new Answer.Held());
        assertThat(skus).allSatisfy(sku -> assertThat(warehouse.figures(sku)).isEqualTo(new Figures(1_000, 50, 0)));
    }

    /** Some buy, some give up, some come back: the figures stay those of the orders, and the ledger adds up to them. */
    @Test
    void keepsTheFiguresOfTheOrdersThroughSalesAndReleases() {
        var skus = List.of(warehouse.stocked(30), warehouse.stocked(30));

        Crowd.of(60, number -> {
            var order = anOrder();
            var answer = warehouse.hold(order, shuffledLines(skus, number));
            if (answer instanceof Answer.Held) {
                end(order, number);
            }
            return answer;
        });

        assertThat(skus).allSatisfy(this::assertFiguresAddUp);
    }

    @Test
    void movesUnitsOnceWhenAPaymentAndAnEndRace() {
        var sku = warehouse.stocked(10);
        var order = warehouse.holding(sku, 1);

        Crowd.of(20, number -> {
            try {
                end(order, number);
            } catch (Refused lost) {
                return "refused";
            }
            return "heard";
        });

        assertFiguresAddUp(sku);
        assertThat(warehouse.movements(sku)).hasSize(3);
    }

    @Test
    void letsARequestAndAnEndRaceToOneOutcome() {
        var sku = warehouse.stocked(1_000);

        Crowd.of(50, number -> {
            var order = anOrder();
            return Crowd.of(2, side -> {
                if ((side + number) % 2 == 0) {
                    warehouse.release(order);
                } else {
                    warehouse.hold(order, new Line(sku, 1));
                }
                return side;
            });
        });

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(1_000, 0, 0));
    }

    private void end(OrderId order, int number) {
        if (number % 3 == 0) {
            warehouse.sell(order);
        } else if (number % 3 == 1) {
            warehouse.release(order);
        }
    }

    private void assertFiguresAddUp(String sku) {
        var figures = warehouse.figures(sku);
        var steps = warehouse.movements(sku);
        assertThat(steps)
                .extracting(Warehouse.Step::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, steps.size()).boxed().toList());
        assertThat(new Figures(
                        steps.stream().mapToLong(Warehouse.Step::total).sum(),
                        steps.stream().mapToLong(Warehouse.Step::held).sum(),
                        steps.stream().mapToLong(Warehouse.Step::sold).sum()))
                .isEqualTo(figures);
        assertThat(new Figures(figures.total(), heldBy(sku, "HELD"), heldBy(sku, "SOLD")))
                .isEqualTo(figures);
    }

    private long heldBy(String sku, String state) {
        var sql = """
                SELECT coalesce(sum(quantity), 0)::bigint FROM hold JOIN claim USING (bucket, order_id)
                  JOIN pool ON pool.id = hold.pool_id WHERE sku = $1 AND claim.state = $2""";
        return warehouse.query(sql, Tuple.of(sku, state)).getFirst().getLong(0);
    }

    private static Line[] shuffledLines(List<String> skus, int seed) {
        var order = new ArrayList<>(skus);
        Collections.shuffle(order, new Random(seed));
        return order.stream().map(sku -> new Line(sku, 1)).toArray(Line[]::new);
    }
}
