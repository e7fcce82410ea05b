package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.Warehouse;
import io.sluice.inventory.flash.Bazaar.Stall;
import io.sluice.inventory.flash.Expiry.Lapsed;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PoolSnapshotsTest {

    @Inject
    Bazaar bazaar;

    @Inject
    Warehouse warehouse;

    @Inject
    Decider decider;

    @Inject
    Expiry expiry;

    @Inject
    Snapshots snapshots;

    /** In a sale of many, most polls past their patience are of buyers who were refused: nobody needs them in Redis. */
    @Test
    void knowsWhatWasDecidedButNotWhatPollsEnded() {
        var stall = bazaar.opened(10, 5);
        var held = stall.request("alice", 2);
        var swept = Warehouse.anOrder();
        Warehouse.await(() -> decider.decide(List.of(held)));
        expire(lapsed(stall, swept, "00ff"));
        expire(lapsed(stall, Warehouse.anOrder(), ""));

        var snapshot = Warehouse.await(() -> snapshots.of(stall.pool())).orElseThrow();

        assertThat(snapshot.decided()).isEqualTo(Map.of(held.orderId(), "00ff", swept, "00ff"));
        assertThat(snapshot.units()).isEqualTo(Map.of("alice", 2L));
        assertThat(snapshot.durable()).isEqualTo(2);
    }

    /** A sale of many items: what was decided about all was read for each. */
    @Test
    void knowsOfOnePoolWhatIsNotAnothers() {
        var lamp = warehouse.stocked(5);
        var chair = warehouse.stocked(5);
        var created = bazaar.create(
                Instant.now().minusSeconds(1),
                Instant.now().plusSeconds(3_600),
                Bazaar.item(lamp, 5, 5),
                Bazaar.item(chair, 5, 5));
        var sale = UUID.fromString(created.then().statusCode(201).extract().path("id"));
        var lamps = new Stall(sale, lamp, warehouse.pool(sale, lamp));
        var chairs = new Stall(sale, chair, warehouse.pool(sale, chair));
        var held = lamps.request("alice", 5);
        var refused = lamps.request("bob", 1);
        var swept = Warehouse.anOrder();
        var ofWhichNobodyKnows = Warehouse.anOrder();
        Warehouse.await(() -> decider.decide(List.of(held, refused)));
        expire(lamps.pool(), lapsed(lamps, swept, "00ff"));
        expire(lapsed(chairs, ofWhichNobodyKnows, "00ff"));

        assertThat(decided(lamps)).containsOnlyKeys(held.orderId(), refused.orderId(), swept, ofWhichNobodyKnows);
        assertThat(decided(chairs)).containsOnlyKeys(ofWhichNobodyKnows);
    }

    private Map<OrderId, String> decided(Stall stall) {
        return Warehouse.await(() -> snapshots.of(stall.pool())).orElseThrow().decided();
    }

    private void expire(Lapsed lapsed) {
        expire(0, lapsed);
    }

    private void expire(long pool, Lapsed lapsed) {
        assertThat(Warehouse.await(() -> expiry.expire(pool, List.of(lapsed)))).hasSize(1);
    }

    private static Lapsed lapsed(Stall stall, OrderId order, String fingerprint) {
        return new Lapsed(order, "bob", stall.sale(), fingerprint, Instant.now().minusSeconds(60));
    }
}
