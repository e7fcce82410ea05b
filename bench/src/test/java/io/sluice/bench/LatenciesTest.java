package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void tellsHowLongMostTookAlsoOfSeveralTogether() throws JsonProcessingException {
        var together = throughJson(of(99, 10)).and(throughJson(of(1, 500)));

        assertThat(together.count()).isEqualTo(100);
        assertThat(together.millis(99)).isCloseTo(10, within(0.1));
        assertThat(together.millis(99.5)).isCloseTo(500, within(1.0));
    }

    private static Latencies of(int count, int millis) {
        var histogram = new Histogram(3);
        histogram.recordValueWithCount(millis * 1_000_000L, count);
        return new Latencies(histogram);
    }

    private static Latencies throughJson(Latencies latencies) throws JsonProcessingException {
        var json = new ObjectMapper();
        return json.readValue(json.writeValueAsString(latencies), Latencies.class);
    }
}
