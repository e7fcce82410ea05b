package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay on simulated servers. */
class RelayMovementsTest {

    private final SimStage stage = new SimStage();

    /** Found by the simulator: Redis stayed behind, and would have said sold out for ever, until the next movement. */
    @Test
    void noticesThatTheGateFellBackThoughNothingNewComes() {
        relay();
        stage.world.redis().save();
        stage.decide(stage.wish());
        relay();

        stage.world.redis().rollBack();
        relay();

        assertThat(stage.applied()).contains(2L);
    }

    @Test
    void noticesThatTheGateWasEmptiedThoughNothingNewComes() {
        stage.decide(stage.wish());
        relay();

        stage.world.redis().empty();
        relay();

        assertThat(stage.applied()).contains(2L);
    }

    @Test
    void tellsHowManyMovementsTheGateHadNotFollowed() {
        relay();
        stage.decide(stage.wish());
        stage.decide(stage.wish());

        stage.play(stage.instance.relay());
        assertThat(stage.instance.relayLag()).isEqualTo(2);

        stage.play(stage.instance.relay());
        assertThat(stage.instance.relayLag()).isZero();
    }

    @Test
    void takesASilentGateForOneThatFollowedNothing() {
        stage.decide(stage.wish());
        relay();
        assertThat(stage.instance.relayLag()).isZero();

        stage.world.toRedis().goAway(Integer.MAX_VALUE);
        relay();
        assertThat(stage.instance.relayLag()).isEqualTo(allMovements());

        stage.world.toRedis().heal();
        relay();
        assertThat(stage.instance.relayLag()).isZero();
    }

    /** Whatever it is that fails for one pool: it would have stopped the relay for all. */
    @ParameterizedTest
    @ValueSource(strings = {"figures", "load", "apply"})
    void feedsTheOtherPoolsThoughOneHasTrouble(String trouble) {
        var bad = stage.world.shares().getLast();
        if (trouble.equals("apply")) {
            relay();
        }
        stage.decide(stage.wish());

        var relay = relayWith(trouble, bad);
        stage.play(relay.relay());
        stage.play(relay.relay());

        assertThat(stage.applied()).contains(2L);
        assertThat(stage.world.redis().figures(bad).isPresent()).isEqualTo(trouble.equals("apply"));
    }

    @Test
    void failsIfNoPoolGetsThrough() {
        stage.world.toRedis().goAway(Integer.MAX_VALUE);
        var failure = new AtomicReference<Throwable>();

        stage.instance.relay().subscribe().with(_ -> {}, failure::set);
        stage.play();

        assertThat(failure.get()).isInstanceOf(TimeoutException.class);
    }

    private RelayMovements relayWith(String trouble, long pool) {
        var life = stage.instance.life();
        var postgres = stage.world.postgres(life);
        var gate = new BadGate(stage.world.gate(life), trouble, pool).gate();
        return new RelayMovements(gate, postgres, new LoadPool(gate, postgres));
    }

    private long allMovements() {
        return stage.world.shares().stream()
                .mapToLong(stage.world.tables()::seq)
                .sum();
    }

    /** As many rounds as it takes to load both pools, and to feed them. */
    private void relay() {
        for (var round = 0; round < 2; round++) {
            stage.play(stage.instance.relay());
        }
    }
}
