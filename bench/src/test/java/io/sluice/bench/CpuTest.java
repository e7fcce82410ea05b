package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTest {

    @Test
    void addsWhatAProcessAndItsEndedChildrenUsed() {
        var stat = "42 (a ) name) S 1 42 42 0 -1 4194560 100 200 0 0 11 22 33 44 20 0 30 0 100 1000 50";

        assertThat(Cpu.ticks(stat)).isEqualTo(11 + 22 + 33 + 44);
    }

    @Test
    void sharesOutWhatWasUsedBetweenTwoTimes() {
        var used = new Cpu(Map.of("redis", 5_000L)).since(new Cpu(Map.of("redis", 1_000L)));

        assertThat(used.each(100)).isEqualTo(40);
    }
}
