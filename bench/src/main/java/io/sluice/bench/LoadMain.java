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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Hyperfoil in a process of its own: a scenario's file as argument, an {@link Outcome} as JSON on standard output. */
final class LoadMain {

    static final String MEASURED = "measured";

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
        var throttled = new AtomicBoolean();
        var standstill = new Standstill();
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
                    throttled.compareAndSet(false, limited);
                    switch (status) {
                        case RUNNING -> {
                            begun.set(System.currentTimeMillis());
                            standstill.begin();
                        }
                        case FINISHED -> {
                            ended.set(System.currentTimeMillis());
                            standstill.end();
                        }
                        default -> {}
                    }
                }
                return super.phaseChanged(phase, status, limited, error);
            }
        }.run();
        var http = HttpStats.get(statistics);
        var outcome = new Outcome(
                http.status_2xx,
                http.status_4xx,
                http.status_3xx + http.status_5xx + http.status_other,
                statistics.errors() + statistics.invalid,
                throttled.get(),
                statistics.blockedTime,
                new Latencies(statistics.histogram),
                standstill.longestMillis(),
                begun.get(),
                ended.get(),
                inAll.get(),
                acceptedInAll.get(),
                Cpu.ofThisProcess());
        output.println(new ObjectMapper().writeValueAsString(outcome));
        System.exit(0);
    }
}
