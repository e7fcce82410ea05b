package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.inventory.domain.Outcome;
import io.sluice.inventory.domain.Outcome.Reason;
import io.sluice.inventory.flash.Allotments.Decided;
import io.sluice.inventory.gate.Admission;
import io.sluice.inventory.gate.Gate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On simulated servers. */
class TellBarredTest {

    private final SimStage stage = new SimStage();
    private final Gate gate = stage.world.gate(stage.instance.life());
    private final TellBarred tellBarred = new TellBarred(gate);
    private final Wish barred = stage.wish();
    private final Wish late = stage.wish();
    private final Wish held = stage.wish();
    private final List<Decided> decided = List.of(
            decided(barred, new Outcome.Refused(Reason.BARRED)),
            decided(late, new Outcome.Refused(Reason.SOLD_OUT)),
            decided(held, new Outcome.Held()));

    @BeforeEach
    void load() {
        stage.play(new LoadPool(gate, stage.world.postgres(stage.instance.life())).load(stage.pool));
    }

    @Test
    void tellsWhomADecisionFoundBarredAndNobodyElse() {
        tellBarred.tell(decided);
        stage.play();

        assertThat(isBarred(barred)).isTrue();
        assertThat(isBarred(late)).isFalse();
        assertThat(isBarred(held)).isFalse();
    }

    /** They are admitted again, and decided about again. */
    @Test
    void doesNoHarmWhereTheGateIsAway() {
        stage.world.toRedis().goAway(Integer.MAX_VALUE);
        tellBarred.tell(decided);
        stage.play();

        stage.world.toRedis().heal();

        assertThat(isBarred(barred)).isFalse();
    }

    private boolean isBarred(Wish wish) {
        var answer = stage.play(gate.admit(stage.pool, List.of(wish.ask(0))));
        return answer.each().getFirst() instanceof Admission.Barred;
    }

    private static Decided decided(Wish wish, Outcome outcome) {
        return new Decided(wish.admittedAt(Instant.EPOCH), outcome);
    }
}
