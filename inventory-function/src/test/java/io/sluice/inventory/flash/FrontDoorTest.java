package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The way in, on simulated servers. */
class FrontDoorTest {

    private final SimStage stage = new SimStage();

    /** Memory says by then that all is sold. Turned away by it, the admission would have kept its units until it was swept. */
    @Test
    void letsThroughWhoWasAdmittedAndHeardNothing() {
        var unlucky = stage.wish();
        receive(stage.wish());
        stage.world.toRedis().goAway(Integer.MAX_VALUE);
        assertThat(receive(unlucky)).isEqualTo(new Reception.Unavailable());
        stage.world.toRedis().heal();
        arrivesLate(unlucky);
        while (receive(stage.wish()) instanceof Reception.Taken) {
            // Until all is sold.
        }

        assertThat(receive(unlucky)).isInstanceOf(Reception.Taken.class);
    }

    /** Repeats bring nothing to decide: whoever sends one again and again must not keep others from their decision. */
    @Test
    void countsForARushOnlyWhoComesForTheFirstTime() {
        var came = new AtomicInteger();
        var left = new AtomicInteger();
        var pools = new KnownPools(null); // Nobody asks the gate.
        var rush = new Rush(new SimConfig(3), pools) {
            @Override
            void came(long nanos) {
                came.incrementAndGet();
            }

            @Override
            void left() {
                left.incrementAndGet();
            }
        };
        var metrics = new FlashMetrics(new SimpleMeterRegistry(), pools, null, null, rush);
        var frontDoor = stage.instance.frontDoor(metrics, rush);
        var wish = stage.wish();

        stage.play(frontDoor.receive(wish));
        assertThat(stage.play(frontDoor.receive(wish)))
                .isInstanceOfSatisfying(
                        Reception.Taken.class,
                        taken -> assertThat(taken.replayed()).isTrue());

        assertThat(came).hasValue(1);
        assertThat(left).hasValue(1);
    }

    private void arrivesLate(Wish wish) {
        stage.play(stage.world.gate(stage.instance.life()).admit(stage.pool, List.of(wish.ask(100))));
    }

    private Reception receive(Wish wish) {
        return stage.play(stage.instance.receive(wish));
    }
}
