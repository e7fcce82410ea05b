package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.OrderId;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At 1,500 decisions a second, and 2 s at most. */
class PollPauseTest {

    private final KnownPools pools = new KnownPools(null); // Nobody asks the gate.
    private final PollPause pause = new PollPause(new SimConfig(3), pools);

    /** Three quarters of the time on average: the same order always has the same part of it. */
    @ParameterizedTest(name = "{0} waiting: up to {1} ms")
    @CsvSource({"0, 200", "150, 300", "1500, 1200", "2700, 2000", "1000000, 2000"})
    void growsWithTheBacklogUpToTheLongest(long waiting, int within) {
        pools.learn(1, 1, waiting / 2);
        pools.learn(2, 1, waiting - waiting / 2);

        assertThat(pause.millis(order(0))).isEqualTo(within / 2);
        assertThat(pause.millis(order(0x8000))).isEqualTo(within * 3 / 4);
        assertThat(pause.millis(order(0xFFFF))).isEqualTo(within - 1);
    }

    @Test
    void spreadsPollsOverTheTime() {
        pools.learn(1, 1, 1_500);

        var pauses = IntStream.range(0, 1_000)
                .map(_ -> pause.millis(new OrderId(UUID.randomUUID())))
                .summaryStatistics();

        assertThat(pauses.getMin()).isBetween(600, 700);
        assertThat(pauses.getAverage()).isBetween(850.0, 950.0);
        assertThat(pauses.getMax()).isBetween(1_000, 1_199);
    }

    private static OrderId order(long random) {
        return new OrderId(new UUID(0, random));
    }
}
