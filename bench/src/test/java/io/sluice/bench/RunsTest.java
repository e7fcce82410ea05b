package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunsTest {

    @Test
    void rejectsWhatIsNotSoundAndRunsAgain() {
        var runs = Runs.of(3, each(7, -1, 9, -1, 8)::getAsInt);

        assertThat(runs.sound()).containsExactly(7, 9, 8);
        assertThat(runs.rejected()).isEqualTo(2);
        assertThat(runs.median(run -> run)).isEqualTo(8);
        assertThat(runs.least(run -> run)).isEqualTo(7);
        assertThat(runs.most(run -> run)).isEqualTo(9);
    }

    @Test
    void isUnsoundWhereMoreAreRejectedThanWanted() {
        var runs = each(-1, 1, -1, -1, 2);

        assertThatThrownBy(() -> Runs.of(2, runs::getAsInt)).isInstanceOf(Unsound.class);
    }

    @Test
    void leavesNoneOutWhereAllCount() {
        var good = each(7, 9, 8);
        var broken = each(7, -1, 9);

        assertThat(Runs.all(3, good::getAsInt).sound()).containsExactly(7, 9, 8);
        assertThatThrownBy(() -> Runs.all(3, broken::getAsInt)).isInstanceOf(Unsound.class);
    }

    /** Less than zero is not sound. */
    private static IntSupplier each(int... outcomes) {
        var next = IntStream.of(outcomes).iterator();
        return () -> {
            var outcome = next.nextInt();
            if (outcome < 0) {
                throw new Unsound("the run is not sound");
            }
            return outcome;
        };
    }
}
