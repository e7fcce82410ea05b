package io.sluice.inventory.flash;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often things happened in schedules: a simulation that never gets anywhere proves nothing. */
final class SimCounts {

    private final Map<String, Long> counts = new TreeMap<>();

    void add(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    void add(String what, long times) {
        if (times > 0) {
            counts.merge(what, times, Long::sum);
        }
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    void addAll(SimCounts others) {
        others.counts.forEach(this::add);
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry -> "%-34s %,d".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
