package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.inventory.gate.Gate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an instance knows of pools, on simulated servers. */
class KnownPoolsTest {

    private final SimStage stage = new SimStage();
    private final Gate gate = stage.world.gate(stage.instance.life());
    private final KnownPools pools = new KnownPools(gate);

    /** One request waits. */
    @BeforeEach
    void admitOne() {
        stage.play(new LoadPool(gate, stage.world.postgres(stage.instance.life())).load(stage.pool));
        stage.play(gate.admit(stage.pool, List.of(stage.wish().ask(0))));
    }

    /** The flag keeps everybody from asking the gate. Then the burst's peak was what waited, for ever. */
    @Test
    void seesWhatWaitsFallWhereNothingIsLeft() {
        pools.learn(stage.pool, 0, 500);

        stage.play(pools.refresh(List.of(stage.pool)));

        assertThat(pools.waiting()).isEqualTo(1);
        assertThat(pools.isSoldOut(stage.pool)).isTrue();
    }

    @Test
    void forgetsWhatWaitedInAPoolThatIsGone() {
        pools.learn(999_999, 0, 500);

        stage.play(pools.refresh(List.of()));

        assertThat(pools.waiting()).isZero();
        assertThat(pools.isSoldOut(999_999)).isFalse();
    }

    @Test
    void sellsAgainWhatCameFree() {
        pools.learn(stage.pool, 0, 500);

        stage.play(pools.refresh(List.of()));

        assertThat(pools.isSoldOut(stage.pool)).isFalse();
    }

    /** Whoever asks next finds out. */
    @Test
    void letsRequestsThroughWhileTheGateIsAway() {
        pools.learn(stage.pool, 0, 500);
        stage.world.toRedis().goAway(Integer.MAX_VALUE);

        stage.play(pools.refresh(List.of()));

        assertThat(pools.isSoldOut(stage.pool)).isFalse();
        assertThat(pools.waiting()).isEqualTo(500);
    }
}
