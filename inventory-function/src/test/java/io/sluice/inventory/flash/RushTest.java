package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** At 1,500 decisions a second, which are 300 in a span. */
class RushTest {

    private static final long SPAN = 200_000_000;
    private static final int MOST = 300;

    private final KnownPools pools = new KnownPools(null); // Nobody asks the gate.
    private final Rush rush = new Rush(new SimConfig(3), pools);

    @Test
    void isOnWhenMoreIsAdmittedThanDecided() {
        admit(0, MOST);
        assertThat(rush.isOn(SPAN)).isFalse();

        admit(1, MOST + 1);
        assertThat(rush.isOn(2 * SPAN - 1)).isFalse();
        assertThat(rush.isOn(2 * SPAN)).isTrue();
    }

    @Test
    void outlastsOneSpanWithFew() {
        admit(0, MOST + 1);
        admit(2, MOST + 1);
        admit(3, 1);

        assertThat(rush.isOn(4 * SPAN)).isTrue();
        assertThat(rush.isOn(5 * SPAN)).isFalse();
    }

    /** Whoever comes next finds the span over, and those behind it empty. */
    @Test
    void endsWhenNobodyComesAnyMore() {
        admit(0, MOST + 1);

        assertThat(rush.isOn(10 * SPAN)).isFalse();
    }

    /** 1,500 decisions a second take 12 s for 18,000 units. */
    @Test
    void isNoReasonToWaitForEver() {
        admit(0, MOST + 1);
        pools.learn(1, 100, 17_000);
        assertThat(rush.isOn(SPAN)).isTrue();

        pools.learn(2, 100, 1_000);
        assertThat(rush.isOn(SPAN)).isFalse();
    }

    /** A monotonic clock may begin anywhere, also below zero. */
    @Property
    void knowsNoRushWhereNobodyCame(@ForAll @LongRange(min = -1L << 60, max = 1L << 60) long at) {
        assertThat(new Rush(new SimConfig(3), pools).isOn(at)).isFalse();
    }

    private void admit(int span, int requests) {
        for (var request = 0; request < requests; request++) {
            rush.admitted(span * SPAN + request);
        }
    }
}
