package io.sluice.inventory;

import static io.sluice.inventory.Warehouse.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.RefundId;
import io.sluice.inbox.Refused;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.Warehouse.Step;
import io.sluice.inventory.domain.Line;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SettleHoldTest {

    @Inject
    Warehouse warehouse;

    @Test
    void sellsWhatIsHeldOnce() {
        var lamp = warehouse.stocked(5);
        var vase = warehouse.stocked(7);
        var order = anOrder();
        warehouse.hold(order, new Line(lamp, 2), new Line(vase, 3));

        warehouse.sell(order);
        warehouse.sell(order);

        assertThat(warehouse.figures(lamp)).isEqualTo(new Figures(5, 0, 2));
        assertThat(warehouse.figures(vase)).isEqualTo(new Figures(7, 0, 3));
        assertThat(warehouse.claim(order)).isEqualTo("SOLD order-paid");
        assertThat(warehouse.movements(lamp).getLast()).isEqualTo(new Step(3, -2, 2, 0, "SOLD"));
    }

    @Test
    void releasesWhatIsHeldOnce() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 2);

        warehouse.release(order);
        warehouse.release(order);

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 0));
        assertThat(warehouse.claim(order)).isEqualTo("RELEASED order-cancelled");
        assertThat(warehouse.movements(sku).getLast()).isEqualTo(new Step(3, -2, 0, 0, "RELEASED"));
    }

    @Test
    void takesBackWhatEachRefundGivesOnce() {
        var lamp = warehouse.stocked(5);
        var vase = warehouse.stocked(7);
        var order = anOrder();
        var one = refund();
        warehouse.hold(order, new Line(lamp, 2), new Line(vase, 3));
        warehouse.sell(order);

        warehouse.takeBack(order, one, Map.of(lamp, 1L, vase, 3L));
        warehouse.takeBack(order, one, Map.of(lamp, 1L, vase, 3L));
        assertThat(warehouse.figures(lamp)).isEqualTo(new Figures(5, 0, 1));
        assertThat(warehouse.figures(vase)).isEqualTo(new Figures(7, 0, 0));
        assertThat(warehouse.claim(order)).isEqualTo("SOLD order-paid");

        warehouse.takeBack(order, refund(), Map.of(lamp, 1L));
        warehouse.takeBack(order, one, Map.of(lamp, 1L, vase, 3L));
        assertThat(warehouse.figures(lamp)).isEqualTo(new Figures(5, 0, 0));
        assertThat(warehouse.claim(order)).isEqualTo("RETURNED order-refunded");
        assertThat(warehouse.movements(lamp).getLast()).isEqualTo(new Step(5, 0, -1, 0, "RETURNED"));
    }

    /** The payment is heard after the refund. */
    @Test
    void sellsFirstWhatComesBack() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 2);

        warehouse.takeBack(order, refund(), Map.of(sku, 1L));
        warehouse.sell(order);

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 1));
        assertThat(warehouse.claim(order)).isEqualTo("SOLD order-refunded");
    }

    @Test
    void takesNothingBackThatWasNotSold() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 2);

        assertThatThrownBy(() -> warehouse.takeBack(order, refund(), Map.of(sku, 3L)))
                .isInstanceOf(Refused.class)
                .hasMessageEndingWith("gives back 3 of " + sku + ", of which the order has 2");

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 2, 0));
        assertThat(warehouse.claim(order)).isEqualTo("HELD");
    }

    private static RefundId refund() {
        return new RefundId(UUID.randomUUID());
    }

    @Test
    void doesNotReleaseWhatIsSold() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 2);
        warehouse.sell(order);

        warehouse.release(order);

        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 2));
        assertThat(warehouse.claim(order)).isEqualTo("SOLD order-paid");
    }

    @Test
    void leavesATombstoneForAnUnknownOrder() {
        var order = anOrder();

        warehouse.release(order);

        assertThat(warehouse.claim(order)).isEqualTo("RELEASED order-cancelled");
    }

    @Test
    void leavesARefusedOrderRefused() {
        var sku = warehouse.stocked(1);
        var order = warehouse.holding(sku, 2);

        warehouse.release(order);

        assertThat(warehouse.claim(order)).isEqualTo("REJECTED out-of-stock");
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(1, 0, 0));
    }

    @Test
    void refusesToSellWhatWasNeverAskedFor() {
        var order = anOrder();

        assertThatThrownBy(() -> warehouse.sell(order))
                .isInstanceOf(Refused.class)
                .hasMessage("paid, but no stock was ever asked for");
        assertThat(warehouse.claim(order)).isEmpty();
    }

    @Test
    void refusesToSellWhatWasReleased() {
        var sku = warehouse.stocked(5);
        var order = warehouse.holding(sku, 2);
        warehouse.release(order);

        assertThatThrownBy(() -> warehouse.sell(order))
                .isInstanceOf(Refused.class)
                .hasMessage("paid, but its stock was released");
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 0));
    }

    @Test
    void refusesToSellWhatWasOutOfStock() {
        var sku = warehouse.stocked(1);
        var order = warehouse.holding(sku, 2);

        assertThatThrownBy(() -> warehouse.sell(order))
                .isInstanceOf(Refused.class)
                .hasMessage("paid, but its stock was refused");
    }
}
