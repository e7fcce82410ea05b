package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {

    @ParameterizedTest
    @CsvSource({
        "4999, true, FALLS SHORT of 5000",
        "5000, false, reaches 5000",
        "10000, false, reaches the goal of 10000"
    })
    void moreIsBetter(double value, boolean fallsShort, String verdict) {
        var figure = Figure.of("admitted", value, "/s").atLeast(5_000, 10_000);

        assertThat(figure.fallsShort()).isEqualTo(fallsShort);
        assertThat(figure.verdict().replace(",", "")).startsWith(verdict);
    }

    @ParameterizedTest
    @CsvSource({"50, false, within 50", "50.5, true, EXCEEDS 50"})
    void lessIsBetter(double value, boolean fallsShort, String verdict) {
        var figure = Figure.of("p99", value, "ms").atMost(50);

        assertThat(figure.fallsShort()).isEqualTo(fallsShort);
        assertThat(figure.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"5000, false", "4999, true", "5001, true"})
    void exactlyIsExactly(double value, boolean fallsShort) {
        assertThat(Figure.of("sold", value, "").exactly(5_000).fallsShort()).isEqualTo(fallsShort);
    }
}
