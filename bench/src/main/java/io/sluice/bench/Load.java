package io.sluice.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.stack.Commands;
import io.sluice.stack.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Requests, sent by Hyperfoil from a process of its own: either as fast as so many callers get answers, or at a fixed rate
 * whatever the answers do (an open model: a slow answer delays no other request).
 *
 * @param before one after the other, not measured
 * @param givesWay whether it gets only the CPU that others leave
 */
record Load(Request request, List<Stretch> before, Stretch measured, boolean givesWay) {

    private static final int CONNECTIONS = 1_024;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);
    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    Load(Request request, List<Stretch> before, Stretch measured) {
        this(request, before, measured, false);
    }

    /**
     * One that many buyers send, each with a new Idempotency-Key.
     *
     * @param tokens a file with a buyer's token per line: one is drawn for each request
     */
    record Request(String host, String path, String body, Path tokens) {}

    /** For so long at such a pace. */
    record Stretch(Pace pace, Duration duration) {}

    /** How requests come. */
    sealed interface Pace {

        /** Each caller sends the next when it has its answer. */
        record Callers(int count) implements Pace {}

        /** So many a second, evenly. */
        record Rate(double perSecond) implements Pace {}
    }

    /**
     * What came of it, of the measured part.
     *
     * @param accepted answers 2xx
     * @param refused answers 4xx
     * @param failed answers 5xx
     * @param errors connections lost, timeouts, and what Hyperfoil could not do
     * @param blocked nanoseconds for which requests waited for a connection: not in the latencies
     * @param p50 in milliseconds, as are the others
     * @param begunAt when measuring began, in milliseconds since 1970
     * @param endedAt when it ended
     * @param inAll answers, those before what is measured included
     * @param acceptedInAll of these, answers 2xx
     * @param cpu microseconds of CPU that the load itself took, warm-up and start included
     */
    record Outcome(
            long accepted,
            long refused,
            long failed,
            long errors,
            long blocked,
            double p50,
            double p99,
            double max,
            long begunAt,
            long endedAt,
            long inAll,
            long acceptedInAll,
            long cpu) {

        double seconds() {
            return (endedAt - begunAt) / 1_000.0;
        }

        double acceptedPerSecond() {
            return accepted / seconds();
        }

        /** How long a request waited for a connection, on average: not in the latencies. */
        double blockedMillis() {
            return blocked / 1e6 / (accepted + refused + failed);
        }

        double perSecond() {
            return (accepted + refused + failed) / seconds();
        }

        /** Each request has its answer, and none is 5xx. */
        Outcome answered() {
            if (failed > 0 || errors > 0) {
                throw new Unsound("errors under load: " + this);
            }
            return this;
        }

        /** Latencies are only believed where nothing failed and no request waited for a connection. */
        Outcome sound() {
            if (answered().blocked > 0) {
                throw new Unsound("requests waited for a connection: " + this);
            }
            return this;
        }

        /** Sound, and every answer as expected. */
        Outcome allAccepted() {
            if (sound().refused > 0) {
                throw new Unsound("refused under load: " + this);
            }
            return this;
        }
    }

    Load givingWay() {
        return new Load(request, before, measured, true);
    }

    /** Sends it all and waits for the end. */
    Outcome run(Folders folders) {
        try (var running = start(folders)) {
            return running.await();
        }
    }

    Running start(Folders folders) {
        try {
            var scenario = Files.writeString(
                    Files.createTempFile(Files.createDirectories(folders.data("load")), "load", ".yaml"), scenario());
            var command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1", // A short load never needs more, and compiling takes CPU.
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LoadMain.class.getName(),
                    scenario.toString());
            var process = new ProcessBuilder(Commands.inItsOwnSession(givesWay ? Commands.givingWay(command) : command))
                    .redirectError(
                            ProcessBuilder.Redirect.appendTo(folders.log("load").toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Running(process, lengthBefore().plus(measured.duration()).plus(STARTUP), folders.log("load"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A load that is being sent. */
    record Running(Process process, Duration bound, Path log) implements AutoCloseable {

        Outcome await() {
            try {
                if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new Unsound("the load does not end: see " + log);
                }
                var output = new String(process.getInputStream().readAllBytes());
                if (process.exitValue() != 0) {
                    throw new Unsound("the load failed: see " + log);
                }
                return JSON.readValue(output, Outcome.class);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private Duration lengthBefore() {
        return before.stream().map(Stretch::duration).reduce(Duration.ZERO, Duration::plus);
    }

    /** As Hyperfoil's documentation describes it. */
    String scenario() {
        var scenario = new StringBuilder("""
                name: load
                threads: 1
                http:
                  host: %s
                  sharedConnections: %d
                phases:
                """.formatted(request.host(), CONNECTIONS));
        var last = "[]";
        for (var number = 0; number < before.size(); number++) {
            var name = "before" + number;
            scenario.append(phase(name, before.get(number), last));
            last = name;
        }
        return scenario.append(phase(LoadMain.MEASURED, measured, last)).toString();
    }

    private String phase(String name, Stretch stretch, String after) {
        return """
                - %s:
                    %s
                      startAfter: %s
                      duration: %ds
                      maxDuration: %ds
                      scenario:
                      - send:
                        - randomCsvRow:
                            file: %s
                            columns:
                              0: token
                        - randomUUID: key
                        - httpRequest:
                            POST: %s
                            timeout: 10s
                            headers:
                              authorization: Bearer ${token}
                              idempotency-key: ${key}
                              content-type: application/json
                            body: '%s'
                            handler:
                              autoRangeCheck: false
                """.formatted(
                        name,
                        model(stretch.pace()),
                        after,
                        stretch.duration().toSeconds(),
                        stretch.duration().plus(LAST_ANSWERS).toSeconds(),
                        request.tokens(),
                        request.path(),
                        request.body());
    }

    private static String model(Pace pace) {
        return switch (pace) {
            case Pace.Callers(var count) -> """
                always:
                      users: %d""".formatted(count);
            case Pace.Rate(var perSecond) -> """
                constantRate:
                      usersPerSec: %s
                      variance: false
                      maxSessions: %d""".formatted(perSecond, 2 * CONNECTIONS);
        };
    }
}
