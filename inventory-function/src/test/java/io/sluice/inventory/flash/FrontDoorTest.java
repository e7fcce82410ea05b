package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    private void arrivesLate(Wish wish) {
        stage.play(stage.world.gate(stage.instance.life()).admit(stage.pool, List.of(wish.ask(100))));
    }

    private Reception receive(Wish wish) {
        return stage.play(stage.instance.receive(wish));
    }
}
