package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When requests were admitted, on simulated servers. */
class AdmissionTimesTest {

    private static final long ELSEWHERE = 999_999;

    private final SimStage stage = new SimStage();
    private final Wish wish = stage.wish();

    /** One request waits. */
    @BeforeEach
    void admitOne() {
        var gate = stage.world.gate(stage.instance.life());
        stage.play(new LoadPool(gate, stage.world.postgres(stage.instance.life())).load(stage.pool));
        stage.play(gate.admit(stage.pool, List.of(wish.ask(0))));
    }

    @Test
    void findsARequestInWhicheverPoolItWaits() {
        var times = times("nothing", 0);

        assertThat(stage.play(times.of(wish.order(), List.of(ELSEWHERE, stage.pool))))
                .isPresent();
        assertThat(stage.play(times.of(wish.order(), List.of(ELSEWHERE)))).isEmpty();
        assertThat(stage.play(times.of(stage.wish().order(), List.of(stage.pool))))
                .isEmpty();
    }

    /** All who asked at the same moment failed with the one who asked for it. */
    @Test
    void failsForThoseAloneWhoAskForAPoolInTrouble() {
        var times = times("admittedAt", ELSEWHERE);
        var onTheWay = times.of(wish.order(), List.of(stage.pool)).subscribeAsCompletionStage();
        var inTrouble = times.of(wish.order(), List.of(ELSEWHERE, stage.pool)).subscribeAsCompletionStage();
        var atTheSameMoment = times.of(wish.order(), List.of(stage.pool)).subscribeAsCompletionStage();

        stage.play();

        assertThat(onTheWay.join()).isPresent();
        assertThat(inTrouble).isCompletedExceptionally();
        assertThat(atTheSameMoment.join()).isPresent();
    }

    private AdmissionTimes times(String trouble, long pool) {
        var gate = new BadGate(stage.world.gate(stage.instance.life()), trouble, pool).gate();
        return new AdmissionTimes(gate, new SimBatches(), stage.world.config());
    }
}
