package io.sluice.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperfoil.api.config.Phase;
import io.hyperfoil.api.session.PhaseInstance;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalBenchmarkData;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.core.parser.BenchmarkParser;
import io.hyperfoil.core.parser.ParserException;
import io.hyperfoil.http.statistics.HttpStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Hyperfoil in a process of its own: a scenario's file as argument, a {@link Load.Outcome} as JSON on standard output. */
final class LoadMain {

    static final String MEASURED = "measured";

    private static final double NANOS_PER_MILLI = 1e6;

    private LoadMain() {}

    public static void main(String[] arguments) throws IOException, ParserException {
        var output = System.out;
        System.setOut(System.err); // What Hyperfoil has to say is not the outcome.
        var path = Path.of(arguments[0]);
        var benchmark = BenchmarkParser.instance()
                .buildBenchmark(Files.newInputStream(path), new LocalBenchmarkData(path), Map.of());
        var statistics = new StatisticsSnapshot();
        var inAll = new AtomicLong();
        var acceptedInAll = new AtomicLong();
        var begun = new AtomicLong();
        var ended = new AtomicLong();
        new LocalSimulationRunner(
                benchmark,
                (phase, _, _, snapshot, _) -> {
                    inAll.addAndGet(snapshot.responseCount);
                    acceptedInAll.addAndGet(HttpStats.get(snapshot).status_2xx);
                    if (phase.name().equals(MEASURED)) {
                        statistics.add(snapshot);
                    }
                },
                null,
                null) {
            @Override
            protected CompletableFuture<Void> phaseChanged(
                    Phase phase, PhaseInstance.Status status, boolean limited, Throwable error) {
                if (phase.name().equals(MEASURED)) {
                    switch (status) {
                        case RUNNING -> begun.set(System.currentTimeMillis());
                        case FINISHED -> ended.set(System.currentTimeMillis());
                        default -> {}
                    }
                }
                return super.phaseChanged(phase, status, limited, error);
            }
        }.run();
        output.println(new ObjectMapper()
                .writeValueAsString(outcome(statistics, begun.get(), ended.get(), inAll.get(), acceptedInAll.get())));
        System.exit(0);
    }

    private static Load.Outcome outcome(
            StatisticsSnapshot statistics, long begun, long ended, long inAll, long acceptedInAll) {
        var http = HttpStats.get(statistics);
        var histogram = statistics.histogram;
        return new Load.Outcome(
                http.status_2xx,
                http.status_4xx,
                http.status_3xx + http.status_5xx + http.status_other,
                statistics.errors() + statistics.invalid,
                statistics.blockedTime,
                histogram.getValueAtPercentile(50) / NANOS_PER_MILLI,
                histogram.getValueAtPercentile(99) / NANOS_PER_MILLI,
                histogram.getMaxValue() / NANOS_PER_MILLI,
                begun,
                ended,
                inAll,
                acceptedInAll,
                Cpu.ofThisProcess());
    }
}
