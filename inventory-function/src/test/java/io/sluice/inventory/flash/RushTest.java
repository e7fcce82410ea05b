package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** At 1,500 decisions a second, which are 300 in a span and 75 in 50 ms. */
class RushTest {

    private static final long SPAN = 200_000_000;
    private static final int MOST = 300;
    private static final int MOST_WAITING = 75;

    private final KnownPools pools = new KnownPools(null); // Nobody asks the gate.
    private final Rush rush = new Rush(new SimConfig(3), pools);

    @Test
    void isOnWhenMoreComeThanAreDecided() {
        come(0, MOST);
        assertThat(rush.isOn(SPAN)).isFalse();

        come(1, MOST + 1);
        assertThat(rush.isOn(2 * SPAN - 1)).isFalse();
        assertThat(rush.isOn(2 * SPAN)).isTrue();
    }

    /** However slowly they come: whoever decides takes what they wait for. */
    @Test
    void isOnWhileManyQueueToBeAdmitted() {
        arrive(0, MOST_WAITING);
        assertThat(rush.isOn(2 * SPAN)).isFalse();

        arrive(2, 1);
        assertThat(rush.isOn(3 * SPAN)).as("they did not queue all the while").isFalse();
        for (var span = 4; span < 50; span++) {
            assertThat(rush.isOn(span * SPAN)).as("span %d", span).isTrue();
        }

        leave(MOST_WAITING);
        assertThat(rush.isOn(53 * SPAN)).isFalse();
    }

    @Test
    void outlastsOneSpanWithFew() {
        come(0, MOST + 1);
        come(1, 1);
        assertThat(rush.isOn(2 * SPAN)).isTrue();
        assertThat(rush.isOn(3 * SPAN)).isFalse();
    }

    @Test
    void outlastsASpanInWhichNobodyRan() {
        come(0, MOST + 1);

        assertThat(rush.isOn(2 * SPAN)).isTrue();
    }

    @Test
    void endsWhenNobodyComesAnyMore() {
        come(0, MOST + 1);

        assertThat(rush.isOn(3 * SPAN)).isFalse();
    }

    /** 15 s are half of a request's patience. */
    @Test
    void endsForWhoWaitsBeforePatienceDoes() {
        for (var span = 0; span < 100; span++) {
            come(span, MOST + 1);
            assertThat(rush.isOn((span + 1) * SPAN)).as("span %d", span).isEqualTo(span < 75);
        }
    }

    /** 1,500 decisions a second take 15 s for 22,500 requests. */
    @Test
    void endsForWhoWaitsWhenTheBacklogTakesLong() {
        come(0, MOST + 1);
        pools.learn(1, 100, 21_500);
        assertThat(rush.isOn(SPAN)).isTrue();

        pools.learn(2, 100, 1_000);
        assertThat(rush.isOn(SPAN)).isFalse();
    }

    @Test
    void comesAgainAfterAsLongATimeOfCalm() {
        for (var span = 0; span < 100; span++) {
            come(span, MOST + 1);
        }
        assertThat(rush.isOn(105 * SPAN)).isFalse();

        come(180, MOST + 1);
        assertThat(rush.isOn(181 * SPAN)).isTrue();
    }

    /** Who may be anybody, with requests that the gate refuses: in pulses, too, they leave decisions half of the time. */
    @Property(tries = 30)
    void leavesDecisionsHalfOfTheTime(@ForAll @LongRange(min = 1, max = 30) long every) {
        var on = 0;
        for (var span = 0; span < 1_000; span++) {
            come(span, span % every == 0 ? MOST + 1 : 0);
            on += rush.isOn((span + 1) * SPAN) ? 1 : 0;
        }
        assertThat(on).isLessThanOrEqualTo(75 + 500);
    }

    /** Many at a time who are answered at once wait for nothing. */
    @Test
    void isNotOnForACrowdThatIsServedAtOnce() {
        for (var span = 0; span < 10; span++) {
            arrive(span, 2 * MOST_WAITING);
            leave(2 * MOST_WAITING);
            assertThat(rush.isOn((span + 1) * SPAN)).isFalse();
        }
    }

    /** A monotonic clock may begin anywhere, also below zero. */
    @Property
    void beginsAtAnyTime(@ForAll @LongRange(min = -1L << 30, max = 1L << 30) long at) {
        var another = new Rush(new SimConfig(3), pools);
        assertThat(another.isOn(at * SPAN)).isFalse();

        for (var request = 0; request <= MOST; request++) {
            another.came(at * SPAN);
            another.left();
        }
        assertThat(another.isOn((at + 1) * SPAN)).isTrue();
    }

    /** They have their answers at once. */
    private void come(int span, int requests) {
        for (var request = 0; request < requests; request++) {
            rush.came(span * SPAN + request);
            rush.left();
        }
    }

    private void arrive(int span, int requests) {
        for (var request = 0; request < requests; request++) {
            rush.came(span * SPAN + request);
        }
    }

    private void leave(int requests) {
        for (var request = 0; request < requests; request++) {
            rush.left();
        }
    }
}
