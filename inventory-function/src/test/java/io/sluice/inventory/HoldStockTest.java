package io.sluice.inventory;

import static io.sluice.inventory.Warehouse.aSku;
import static io.sluice.inventory.Warehouse.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.Warehouse.Step;
import io.sluice.inventory.domain.Answer;
import io.sluice.inventory.domain.Basket;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Line;
import io.sluice.inventory.domain.Movement;
import io.sluice.stack.TestStack;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class HoldStockTest {

    @Inject
    Warehouse warehouse;

    @Inject
    HoldStock holdStock;

    @Test
    void setsUnitsAsideForTheOrder() {
        var sku = warehouse.stocked(5);
        var order = anOrder();

        var answer = warehouse.hold(order, new Line(sku, 2));

        assertThat(answer).isEqualTo(new Answer.Held());
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 2, 0));
        assertThat(warehouse.claim(order)).isEqualTo("HELD");
        assertThat(warehouse.movements(sku))
                .containsExactly(new Step(1, 0, 0, 5, "ADJUSTED"), new Step(2, 2, 0, 0, "HELD"));
    }

    @Test
    void mergesLinesOfTheSameSku() {
        var sku = warehouse.stocked(5);

        var answer = warehouse.hold(anOrder(), new Line(sku, 2), new Line(sku, 3));

        assertThat(answer).isEqualTo(new Answer.Held());
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 5, 0));
    }

    @Test
    void holdsAllLinesOrNone() {
        var plenty = warehouse.stocked(100);
        var scarce = warehouse.stocked(1);
        var order = anOrder();

        var answer = warehouse.hold(order, new Line(plenty, 1), new Line(scarce, 2));

        assertThat(answer).isEqualTo(new Answer.OutOfStock(List.of(scarce)));
        assertThat(warehouse.figures(plenty)).isEqualTo(new Figures(100, 0, 0));
        assertThat(warehouse.figures(scarce)).isEqualTo(new Figures(1, 0, 0));
        assertThat(warehouse.claim(order)).isEqualTo("REJECTED out-of-stock");
    }

    @Test
    void givesTheFirstAnswerToARepeat() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 5);

        var again = warehouse.hold(order, new Line(sku, 5));

        assertThat(again).isEqualTo(new Answer.Held());
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 5, 0));
    }

    @Test
    void refusesARepeatAgainEvenIfStockHasCome() {
        var sku = warehouse.stocked(1);
        var order = warehouse.holding(sku, 2);
        warehouse.adjust("more-" + sku, sku, 10);

        var again = warehouse.hold(order, new Line(sku, 2));

        assertThat(again).isEqualTo(new Answer.OutOfStock(List.of(sku)));
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(11, 0, 0));
    }

    @Test
    void refusesOtherLinesUnderTheSameOrder() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 1);

        var other = warehouse.hold(order, new Line(sku, 2));

        assertThat(other).isEqualTo(new Answer.Reused());
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 1, 0));
    }

    @Test
    void refusesAnotherUserUnderTheSameOrder() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 1);

        var other = Warehouse.await(() -> holdStock.hold(order, "bob", new Basket(List.of(new Line(sku, 1)))));

        assertThat(other).isEqualTo(new Answer.Reused());
    }

    @Test
    void givesNothingToAnOrderThatEnded() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 1);
        warehouse.release(order);

        var again = warehouse.hold(order, new Line(sku, 1));

        assertThat(again).isEqualTo(new Answer.Released());
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 0));
    }

    @Test
    void givesNothingToAnOrderThatEndedBeforeItAsked() {
        var sku = warehouse.stocked(5);
        var order = anOrder();
        warehouse.release(order);

        var late = warehouse.hold(order, new Line(sku, 1));

        assertThat(late).isEqualTo(new Answer.Released());
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 0));
    }

    @Test
    void decidesNothingAboutAnUnknownSku() {
        var known = warehouse.stocked(5);
        var unknown = aSku();
        var order = anOrder();

        var answer = warehouse.hold(order, new Line(known, 1), new Line(unknown, 1));

        assertThat(answer).isEqualTo(new Answer.UnknownSkus(List.of(unknown)));
        assertThat(warehouse.claim(order)).isEmpty();
        assertThat(warehouse.figures(known)).isEqualTo(new Figures(5, 0, 0));
    }

    @Test
    void letsTheOrderAskAgainOnceTheSkuIsKnown() {
        var sku = aSku();
        var order = anOrder();
        warehouse.hold(order, new Line(sku, 1));
        warehouse.adjust("first-" + sku, sku, 3);

        var again = warehouse.hold(order, new Line(sku, 1));

        assertThat(again).isEqualTo(new Answer.Held());
    }

    @Test
    void tellsInTheLedgerWhoseUnitsMoved() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 2);

        var changes = warehouse.query(
                "SELECT changes::text FROM movement JOIN pool ON id = pool_id WHERE sku = $1 AND movement.seq = 2",
                Tuple.of(sku));

        assertThat(Movements.changes(changes.getFirst().getString(0)))
                .containsExactly(new Movement.Change(order.value(), "alice", 2, ClaimState.HELD));
    }
}
