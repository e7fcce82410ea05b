package io.sluice.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolTest {

    @ParameterizedTest(name = "total {0}, held {1}, sold {2}, infinite {3}")
    @CsvSource({
        "10,  4, 6, false, true",
        "10,  5, 6, false, false",
        "10,  5, 6, true,  true",
        "-1,  0, 0, true,  false",
        "10, -1, 0, true,  false",
        "10, 0, -1, true,  false",
    })
    void isSoundUnlessOversoldOrNegative(long total, long held, long sold, boolean infinite, boolean sound) {
        var pool = Pool.ordinary(1, "lamp", total, held, sold, infinite, null);

        assertThat(pool.isSound()).isEqualTo(sound);
    }

    @ParameterizedTest(name = "total {0}, held {1}, infinite {2}, warn below {3}")
    @CsvSource({
        "10,  0, false, ,   10, false, false",
        "10,  6, false, 4,   4, false, false",
        "10,  7, false, 4,   3, false, true",
        "10, 10, false, ,    0, true,  false",
        "10, 10, false, 1,   0, true,  true",
        "10, 10, true,  4,   0, false, false",
        "10, 11, true,  4,   0, false, false",
    })
    void tellsWhatIsLeft(
            long total, long held, boolean infinite, Long warnBelow, long available, boolean soldOut, boolean warning) {
        var pool = Pool.ordinary(1, "lamp", total, held, 0, infinite, warnBelow);

        assertThat(pool.available()).isEqualTo(available);
        assertThat(pool.soldOut()).isEqualTo(soldOut);
        assertThat(pool.warning()).isEqualTo(warning);
    }
}
