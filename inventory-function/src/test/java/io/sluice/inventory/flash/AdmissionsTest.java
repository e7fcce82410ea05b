package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Admission on simulated servers. */
class AdmissionsTest {

    private final SimStage stage = new SimStage();

    /** A Redis that hangs costs its patience once a batch. Split, a batch of 512 would have waited for it 1,023 times. */
    @Test
    void asksASilentGateOnceForAllWhoWait() {
        stage.world.toRedis().goAway(Integer.MAX_VALUE);

        Stream.generate(stage::wish)
                .limit(4)
                .forEach(wish -> stage.instance.receive(wish).subscribe().with(_ -> {}));
        stage.play();

        var theFirstAloneThenTheOthersTogether = 2;
        assertThat(stage.counts.of("calls lost")).isEqualTo(theFirstAloneThenTheOthersTogether);
    }
}
