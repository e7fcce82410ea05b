package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

    /** After a sale nobody asks any more: what waited last would have counted as a backlog for ever. */
    @Test
    void forgetsWhatWaitedWhenNobodyAsksForLong() {
        var admissions = admissions();
        stage.play(admissions.admit(stage.pool, stage.wish().ask(100)));
        assertThat(admissions.pending()).isEqualTo(1);

        stage.world.clock().pass(stage.world.config().patience());
        assertThat(admissions.pending()).isEqualTo(1);
        stage.world.clock().pass(Duration.ofMillis(1));

        assertThat(admissions.pending()).isZero();
    }

    private Admissions admissions() {
        var life = stage.instance.life();
        var gate = stage.world.gate(life);
        return new Admissions(
                gate,
                new LoadPool(gate, stage.world.postgres(life)),
                new SoldOut(gate),
                new SimSaleClock(stage.world.clock()),
                new SimBatches(),
                stage.world.config());
    }
}
