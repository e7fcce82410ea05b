package io.sluice.inventory.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.gate.Gate.Figures;
import io.sluice.inventory.gate.Gate.Settled;
import org.junit.jupiter.api.Test;

/** How the gate follows what PostgreSQL decided. */
@QuarkusTest
class FoldTest extends OnePool {

    @Test
    void followsEachStepOnceAndNoneAcrossAGap() {
        load(10, 0, 1);
        var ask = ask("alice", 2);
        admit(ask);

        assertThat(apply(step(3, 1))).isEqualTo(upTo(1));
        assertThat(apply(step(2, 2, change(ask, ClaimState.HELD)), step(3, 1))).isEqualTo(upTo(3));
        assertThat(apply(step(2, 2, change(ask, ClaimState.HELD)))).isEqualTo(upTo(3));

        assertThat(figures()).contains(new Figures(10, 3, 3, 0, 0, millis(CLOSES)));
        assertThat(admit(ask).each()).containsExactly(new Admission.Decided(111));
    }

    @Test
    void givesUnitsBackWhenARequestIsRefusedOrReleased() {
        load(5, 0, 1);
        var refused = ask("alice", 5);
        admit(refused);
        apply(step(2, 0, change(refused, ClaimState.REJECTED)));
        assertThat(figures().orElseThrow().left()).isEqualTo(5);

        var held = ask("alice", 5);
        assertThat(admit(held).each()).extracting(OnePool::name).containsExactly("Admitted");
        apply(step(3, 5, change(held, ClaimState.HELD)), step(4, -5, change(held, ClaimState.RELEASED)));
        assertThat(figures().orElseThrow().left()).isEqualTo(5);
        assertThat(admit(ask("alice", 5)).each()).extracting(OnePool::name).containsExactly("Admitted");
    }

    /** Found by the comparison with the model: the relay failed for ever, and counted the step before it each time. */
    @Test
    void followsARefusalOfWhatItNeverAdmitted() {
        load(5, 0, 1);
        var stranger = ask("alice", 5);

        assertThat(apply(step(2, 1), step(3, 0, change(stranger, ClaimState.REJECTED))))
                .isEqualTo(upTo(3));
        assertThat(apply(step(4, 0, change(ask("bob", 1), ClaimState.EXPIRED)))).isEqualTo(upTo(4));

        assertThat(figures()).contains(new Figures(5, 1, 4, 0, 0, millis(CLOSES)));
        assertThat(admit(stranger).each()).containsExactly(new Admission.Decided(111));
    }

    @Test
    void countsWhatItNeverAdmittedToo() {
        load(5, 0, 1);
        var stranger = ask("alice", 5);

        apply(step(2, 5, change(stranger, ClaimState.HELD)));

        assertThat(figures().orElseThrow().left()).isZero();
        assertThat(admit(stranger, ask("alice", 1)).each())
                .containsExactly(new Admission.Decided(111), new Admission.LimitReached());
    }

    @Test
    void dropsASettledAdmissionOnlyWhenItHasFollowedThatFar() {
        load(5, 0, 4);
        var ask = ask("alice", 2);
        admit(ask);

        assertThat(settle(new Settled(ask.order(), 5))).isEqualTo(new Folding.Done(0));
        assertThat(figures().orElseThrow().pending()).isEqualTo(2);

        assertThat(settle(new Settled(ask.order(), 4))).isEqualTo(new Folding.Done(1));
        assertThat(settle(new Settled(ask.order(), 4))).isEqualTo(new Folding.Done(0));
        assertThat(figures().orElseThrow().pending()).isZero();
        assertThat(admit(ask).each()).containsExactly(new Admission.Decided(111));
    }

    @Test
    void dropsATombstoneAtOnce() {
        load(5, 0, 4);
        var ask = ask("alice", 2);
        admit(ask);

        settle(new Settled(ask.order(), 0));

        assertThat(figures().orElseThrow().left()).isEqualTo(5);
    }
}
