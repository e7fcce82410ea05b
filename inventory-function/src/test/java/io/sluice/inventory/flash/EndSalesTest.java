package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.inventory.Crowd;
import io.sluice.inventory.Warehouse;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.Warehouse.Step;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.flash.Bazaar.Stall;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EndSalesTest {

    @Inject
    Bazaar bazaar;

    @Inject
    Warehouse warehouse;

    @Inject
    Decider decider;

    @Inject
    EndSales endSales;

    @Test
    void movesWhatIsLeftBackOnce() {
        var stall = bazaar.opened(10, 5);
        var held = stall.request("alice", 2);
        var sold = stall.request("bob", 3);
        decide(held, sold);
        warehouse.sell(sold.orderId());

        Crowd.of(5, _ -> Warehouse.await(() -> endSales.end(stall.sale())));

        assertThat(warehouse.figures(stall.sku())).isEqualTo(new Figures(5, 0, 0));
        assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(5, 2, 3));
        assertThat(warehouse.movements(stall.pool()).getLast()).isEqualTo(new Step(4, 0, 0, -5, "FROM_SALE"));
        assertThat(warehouse.movements(stall.sku()).getLast()).isEqualTo(new Step(3, 0, 0, 5, "FROM_SALE"));
    }

    @Test
    void sendsWhatComesFreeAfterwardsOnToTheOrdinaryStock() {
        var stall = bazaar.opened(10, 5);
        var released = stall.request("alice", 2);
        var paid = stall.request("bob", 3);
        decide(released, paid);
        Warehouse.await(() -> endSales.end(stall.sale()));

        warehouse.release(released.orderId());
        warehouse.release(released.orderId());
        warehouse.sell(paid.orderId());

        assertThat(warehouse.figures(stall.sku())).isEqualTo(new Figures(7, 0, 0));
        assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(3, 0, 3));
        assertThat(warehouse.movements(stall.sku()).getLast()).isEqualTo(new Step(4, 0, 0, 2, "FROM_SALE"));
    }

    @Test
    void givesNothingMoreFromAnEndedPool() {
        var stall = bazaar.opened(10, 5);
        Warehouse.await(() -> endSales.end(stall.sale()));
        var late = stall.request("alice", 1, Instant.now().minusSeconds(20));

        decide(late);

        assertThat(warehouse.claim(late.orderId())).isEqualTo("REJECTED ended");
    }

    @Test
    void letsTheSkuIntoTheNextSale() {
        var stall = bazaar.opened(10, 5);
        Warehouse.await(() -> endSales.end(stall.sale()));

        var again = bazaar.create(Instant.now(), Instant.now().plusSeconds(60), Bazaar.item(stall.sku(), 10, 1));

        again.then().statusCode(201);
        assertThat(warehouse.figures(stall.sku())).isEqualTo(new Figures(0, 0, 0));
    }

    /** The loop finds it. */
    @Test
    void happensByItselfWhenThePatienceIsOver() {
        var stall = bazaar.opened(10, 5);

        isOverFor(31, stall);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(warehouse.figures(stall.sku())).isEqualTo(new Figures(10, 0, 0)));
        assertThat(stateOf(stall)).isEqualTo("ENDED");
    }

    @Test
    void happensToOthersThoughOneSaleCannotEnd() {
        var bad = bazaar.opened(10, 5);
        var good = bazaar.opened(10, 5);
        renameOrdinary(bad.sku(), bad.sku() + "-is-missing");

        isOverFor(60, bad);
        isOverFor(31, good);

        await().atMost(Duration.ofSeconds(20)).until(() -> stateOf(good).equals("ENDED"));
        assertThat(stateOf(bad)).isEqualTo("OPEN");
        renameOrdinary(bad.sku() + "-is-missing", bad.sku());
        await().atMost(Duration.ofSeconds(20)).until(() -> stateOf(bad).equals("ENDED"));
    }

    private void renameOrdinary(String sku, String other) {
        warehouse.query("UPDATE pool SET sku = $2 WHERE sku = $1 AND sale_id IS NULL", Tuple.of(sku, other));
    }

    private void isOverFor(int seconds, Stall stall) {
        warehouse.query(
                "UPDATE sale SET starts_at = now() - interval '1 hour', ends_at = now() - $2 * interval '1 second' WHERE id = $1",
                Tuple.of(stall.sale(), seconds));
    }

    @Test
    void waitsForThePatienceAfterACancellation() {
        var stall = bazaar.opened(10, 5);
        bazaar.cancel(stall.sale()).then().statusCode(200);
        var underWay = stall.request("alice", 1, Instant.now().minusSeconds(1));

        decide(underWay);

        assertThat(warehouse.claim(underWay.orderId())).isEqualTo("HELD");
        assertThat(stateOf(stall)).isEqualTo("OPEN");
        warehouse.query(
                "UPDATE sale SET cancelled_at = now() - interval '31 seconds' WHERE id = $1", Tuple.of(stall.sale()));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(warehouse.figures(stall.sku())).isEqualTo(new Figures(9, 0, 0)));
    }

    private String stateOf(Stall stall) {
        return warehouse
                .query("SELECT state FROM pool WHERE id = $1", Tuple.of(stall.pool()))
                .getFirst()
                .getString(0);
    }

    private void decide(FlashRequest... requests) {
        Warehouse.await(() -> decider.decide(Arrays.asList(requests)));
    }
}
