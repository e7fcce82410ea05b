package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.inventory.Crowd;
import io.sluice.inventory.Warehouse;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several instances, each with its own view of the leases, on one table. */
@QuarkusTest
class LeasesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofMillis(600);
    private static final Duration PERIOD = Duration.ofHours(1);

    @Inject
    Pool database;

    @Inject
    Vertx vertx;

    @Inject
    Warehouse warehouse;

    private final String loop = "test-" + UUID.randomUUID();
    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void letsOneInstanceDoTheRoundOfAPeriodHoweverManyLook() {
        var instances = Stream.generate(this::instance).limit(5).toList();

        lookAll(instances);
        lookAll(instances);
        assertThat(rounds).hasValue(1);

        isDue();
        lookAll(instances);
        assertThat(rounds).hasValue(2);
    }

    /** A period began long ago for those that are old; the row alone says when the next round is due. */
    @Test
    void doesNoRoundEarlierBecauseAnInstanceIsNew() {
        look(instance());

        look(instance());

        assertThat(rounds).hasValue(1);
    }

    @Test
    void replacesAnInstanceThatDiesInItsRound() {
        dieInARound(instance());
        var other = instance();
        look(other);
        assertThat(rounds).hasValue(0);

        await().atMost(PATIENCE).untilAsserted(() -> {
            look(other);
            assertThat(rounds).hasValue(1);
        });
    }

    /** Nobody else begins, and what is done at last is done. */
    @Test
    void leavesARoundThatIsLongToWhoBeganIt() {
        var other = instance();

        Warehouse.await(() -> instance().oncePer(PERIOD, loop, () -> {
            rounds.incrementAndGet();
            return Uni.createFrom()
                    .item(true)
                    .onItem()
                    .delayIt()
                    .by(LEASE.multipliedBy(3))
                    .call(() -> isLeftAlone(other));
        }));

        look(other);
        assertThat(rounds).hasValue(1);
    }

    private Uni<Void> isLeftAlone(Leases other) {
        return other.oncePer(PERIOD, loop, () -> Uni.createFrom().item(rounds.incrementAndGet()))
                .replaceWithVoid();
    }

    @Test
    void doesARoundAgainThatFailed() {
        var instance = instance();

        assertThatThrownBy(() -> Warehouse.await(() -> instance.oncePer(
                        PERIOD, loop, () -> Uni.createFrom().failure(new IllegalStateException("trouble")))))
                .hasMessage("trouble");

        look(instance);
        assertThat(rounds).hasValue(1);
    }

    @Test
    void leavesAFastLoopWithWhoHasIt() {
        var first = instance();
        var second = instance();

        assertThat(holds(first)).isTrue();
        assertThat(holds(second)).isFalse();
        assertThat(holds(first)).isTrue();
        assertThat(second.holds(loop)).isFalse();

        await().pollDelay(LEASE).atMost(PATIENCE).until(() -> holds(second));
        assertThat(holds(first)).isFalse();
    }

    private Leases instance() {
        return new Leases(database, vertx, LEASE);
    }

    private void lookAll(List<Leases> instances) {
        Crowd.of(instances.size(), number -> {
            look(instances.get(number));
            return number;
        });
    }

    private void look(Leases instance) {
        Warehouse.await(() ->
                instance.oncePer(PERIOD, loop, () -> Uni.createFrom().item(() -> rounds.incrementAndGet())));
    }

    private boolean holds(Leases instance) {
        return Warehouse.await(
                () -> instance.whileHeld(loop, () -> Uni.createFrom().item(true)));
    }

    private void dieInARound(Leases instance) {
        var begun = new AtomicInteger();
        Cancellable life = instance.oncePer(PERIOD, loop, () -> {
                    begun.incrementAndGet();
                    return Uni.createFrom().nothing();
                })
                .subscribe()
                .with(_ -> {});
        await().atMost(PATIENCE).untilAtomic(begun, is(1));
        life.cancel();
    }

    private void isDue() {
        warehouse.query("UPDATE loop_lease SET due = now() WHERE name = $1", Tuple.of(loop));
    }
}
