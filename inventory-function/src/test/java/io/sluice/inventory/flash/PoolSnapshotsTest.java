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
import org.junit.jupiter.api.Test;

@QuarkusTest
class PoolSnapshotsTest {

    @Inject
    Bazaar bazaar;

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

    private void expire(Lapsed lapsed) {
        assertThat(Warehouse.await(() -> expiry.expire(0, List.of(lapsed)))).hasSize(1);
    }

    private static Lapsed lapsed(Stall stall, OrderId order, String fingerprint) {
        return new Lapsed(order, "bob", stall.sale(), fingerprint, Instant.now().minusSeconds(60));
    }
}
