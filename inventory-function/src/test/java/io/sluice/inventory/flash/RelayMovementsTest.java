package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
