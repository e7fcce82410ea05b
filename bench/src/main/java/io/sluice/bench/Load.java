package io.sluice.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.stack.Commands;
import io.sluice.stack.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
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

    private static final Duration STARTUP = Duration.ofSeconds(60);

    /** A load that goes on for so long before it is measured has compiled all it needs by then. */
    private static final Duration WARM = Duration.ofSeconds(30);

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

    /** For so long, in whole seconds, at such a pace. */
    record Stretch(Pace pace, Duration duration) {

        Stretch {
            if (!duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))) {
                throw new IllegalArgumentException("not whole seconds: " + duration);
            }
        }
    }

    /** How requests come. */
    sealed interface Pace {

        /** Each caller sends the next when it has its answer. */
        record Callers(int count) implements Pace {}

        /** So many a second, evenly. */
        record Rate(double perSecond) implements Pace {}
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
                    Files.createTempFile(Files.createDirectories(folders.data("load")), "load", ".yaml"),
                    Scenario.of(this));
            var command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    compilers(),
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

    /** To compile a short load takes more CPU than it gains; a long one with the first compiler alone takes twice as much. */
    private String compilers() {
        return "-XX:TieredStopAtLevel=" + (lengthBefore().compareTo(WARM) < 0 ? 1 : 4);
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
}
