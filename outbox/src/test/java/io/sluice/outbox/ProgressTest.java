package io.sluice.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With a lease of 10 s and rounds of 24 s at most, at times that a test makes up. */
class ProgressTest {

    private final Progress progress = new Progress(Configs.of("outbox.lease", "10s", "outbox.round", "24s"));
    private final long start = System.nanoTime();

    @Test
    void mayHoldTheLeaseWhileRoundsEndWell() {
        for (var second = 0; second < 100; second += 9) {
            round(second, true);

            assertThat(mayHoldLease(second + 8)).isTrue();
        }
    }

    @Test
    void mayHoldTheLeaseDuringALongRound() {
        progress.began(at(1));

        assertThat(mayHoldLease(24)).isTrue();
    }

    @Test
    void makesRoomWhenARoundHangsAndUntilItEnds() {
        progress.began(at(1));

        assertThat(mayHoldLease(26)).isFalse();
        assertThat(mayHoldLease(100)).isFalse();

        progress.ended(true, at(101));

        assertThat(mayHoldLease(102)).isTrue();
    }

    /** Each of them is young when the next one begins. */
    @Test
    void makesRoomWhenRoundsFailOneAfterTheOther() {
        for (var second = 1; second < 24; second++) {
            round(second, false);
            assertThat(mayHoldLease(second)).isTrue();
        }

        round(25, false);

        assertThat(mayHoldLease(26)).isFalse();
    }

    @Test
    void triesAgainAfterALeasesTimeAndForARound() {
        round(1, false);
        assertThat(mayHoldLease(26)).isFalse();

        round(27, true); // Without the lease it found nothing.
        assertThat(mayHoldLease(35)).isFalse();
        assertThat(mayHoldLease(37)).isTrue();

        round(38, false);
        assertThat(mayHoldLease(60)).isTrue();
        assertThat(mayHoldLease(62)).isFalse();
    }

    @Test
    void keepsTheLeaseWhenTheNewTryEndsWell() {
        round(1, false);
        assertThat(mayHoldLease(26)).isFalse();
        assertThat(mayHoldLease(37)).isTrue();

        round(38, true);
        round(46, true);

        assertThat(mayHoldLease(55)).isTrue();
    }

    private void round(long second, boolean well) {
        progress.began(at(second));
        progress.ended(well, at(second));
    }

    private boolean mayHoldLease(long second) {
        return progress.mayHoldLease(at(second));
    }

    private long at(long second) {
        return start + Duration.ofSeconds(second).toNanos();
    }
}
