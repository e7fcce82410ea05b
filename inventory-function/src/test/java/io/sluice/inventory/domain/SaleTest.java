package io.sluice.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaleTest {

    /** From 10 to 20. */
    @ParameterizedTest(name = "cancelled at {0}, at {1}: {2}, closes at {3}")
    @CsvSource({
        ",   9, SCHEDULED, 20",
        ",  10, OPEN,      20",
        ",  19, OPEN,      20",
        ",  20, ENDED,     20",
        "5,  9, CANCELLED,  5",
        "15, 19, CANCELLED, 15",
        "25, 30, CANCELLED, 20",
    })
    void isWhereItsTimesSay(Integer cancelled, int now, SaleStatus status, int closes) {
        var sale = new Sale(
                new UUID(0, 1),
                "A sale",
                at(10),
                at(20),
                cancelled == null ? null : at(cancelled),
                Duration.ofMinutes(5),
                List.of());

        assertThat(sale.status(at(now))).isEqualTo(status);
        assertThat(sale.closesAt()).isEqualTo(at(closes));
    }

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }
}
