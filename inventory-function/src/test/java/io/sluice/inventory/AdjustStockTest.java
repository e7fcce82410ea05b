package io.sluice.inventory;

import static io.sluice.inventory.Warehouse.aSku;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.inventory.StockChange.BelowZero;
import io.sluice.inventory.StockChange.Changed;
import io.sluice.inventory.StockChange.Reused;
import io.sluice.inventory.Warehouse.Figures;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AdjustStockTest {

    @Inject
    Warehouse warehouse;

    @Inject
    SetPolicy setPolicy;

    @Test
    void makesThePoolOfAnUnknownSku() {
        var sku = aSku();

        var change = warehouse.adjust("a-" + sku, sku, 5);

        assertThat(change)
                .isInstanceOfSatisfying(
                        Changed.class,
                        changed -> assertThat(changed.pool().available()).isEqualTo(5));
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 0));
    }

    @Test
    void takesEachAdjustmentOnce() {
        var sku = aSku();
        warehouse.adjust("a-" + sku, sku, 5);
        warehouse.adjust("b-" + sku, sku, 2);

        var again = warehouse.adjust("a-" + sku, sku, 5);

        assertThat(again)
                .isInstanceOfSatisfying(
                        Changed.class,
                        changed -> assertThat(changed.pool().total()).isEqualTo(7));
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(7, 0, 0));
    }

    @Test
    void refusesAnotherAdjustmentUnderTheSameId() {
        var sku = aSku();
        warehouse.adjust("a-" + sku, sku, 5);

        assertThat(warehouse.adjust("a-" + sku, sku, 6)).isEqualTo(new Reused());
        assertThat(warehouse.adjust("a-" + sku, aSku(), 5)).isEqualTo(new Reused());
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 0));
    }

    @Test
    void takesAwayNoMoreThanIsFree() {
        var sku = warehouse.stocked(5);
        warehouse.holding(sku, 2);
        warehouse.sell(warehouse.holding(sku, 1));

        assertThat(warehouse.adjust("a-" + sku, sku, -3)).isEqualTo(new BelowZero());
        assertThat(warehouse.adjust("b-" + sku, sku, -2)).isInstanceOf(Changed.class);
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(3, 2, 1));
    }

    @Test
    void leavesNoTraceOfWhatItRefuses() {
        var sku = aSku();

        var refused = warehouse.adjust("a-" + sku, sku, -1);

        assertThat(refused).isEqualTo(new BelowZero());
        assertThat(warehouse.query("SELECT FROM pool WHERE sku = $1", Tuple.of(sku)))
                .isEmpty();
        assertThat(warehouse.adjust("a-" + sku, sku, 4)).isInstanceOf(Changed.class);
    }

    @Test
    void countsConcurrentAdjustmentsOfANewSkuOnceEach() {
        var sku = aSku();

        Crowd.of(50, number -> warehouse.adjust("a-" + sku + "-" + number % 10, sku, 3));

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(30, 0, 0));
        assertThat(warehouse.movements(sku))
                .extracting(Warehouse.Step::seq)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 10).mapToObj(Long::valueOf).toList());
    }

    @Test
    void setsThePolicyOfASkuThatHasNoUnitsYet() {
        var sku = aSku();

        var change = policy(sku, true, null);

        assertThat(change).isInstanceOfSatisfying(Changed.class, changed -> {
            assertThat(changed.pool().infinite()).isTrue();
            assertThat(changed.pool().soldOut()).isFalse();
        });
    }

    @Test
    void sellsWhatNeverRunsOutWithoutEnd() {
        var sku = aSku();
        policy(sku, true, null);

        warehouse.sell(warehouse.holding(sku, 1_000));

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(0, 0, 1_000));
    }

    @Test
    void keepsInfiniteWhatWasOversoldAsInfinite() {
        var sku = aSku();
        policy(sku, true, null);
        warehouse.holding(sku, 10);

        assertThat(policy(sku, false, null)).isEqualTo(new BelowZero());
        warehouse.adjust("a-" + sku, sku, 10);
        assertThat(policy(sku, false, null)).isInstanceOf(Changed.class);
    }

    private StockChange policy(String sku, boolean infinite, Long warnBelow) {
        return Warehouse.await(() -> setPolicy.set(sku, infinite, warnBelow));
    }
}
