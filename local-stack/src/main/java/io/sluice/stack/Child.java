package io.sluice.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process we started: its output is in a log file, its id in a pid file, and Ctrl-C reaches it only through us. */
final class Child {

    private static final int LINES_SHOWN = 15;

    private final String name;
    private final Path log;
    private final PidFile pid;
    private final Process process;

    private Child(String name, Path log, PidFile pid, Process process) {
        this.name = name;
        this.log = log;
        this.pid = pid;
        this.process = process;
    }

    /** {@code mark} is a part of the command by which an orphan is recognised. */
    static Child start(String name, String mark, Folders folders, List<String> command, Map<String, String> more) {
        var pid = new PidFile(folders.pid(name), mark);
        pid.endOrphan();
        var log = folders.log(name);
        var builder = new ProcessBuilder(Commands.inItsOwnSession(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(more);
        try {
            var process = builder.start();
            pid.write(process.pid());
            return new Child(name, log, pid, process);
        } catch (IOException e) {
            throw new CannotStart(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** The path of a tool of the JDK that runs us. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    void awaitReady(Duration bound, BooleanSupplier ready) {
        var end = System.nanoTime() + bound.toNanos();
        try {
            while (!ready.getAsBoolean()) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    pid.delete();
                    throw new CannotStart(
                            name + " died while starting (exit " + process.exitValue() + ")" + lastLines());
                }
                if (System.nanoTime() > end) {
                    kill();
                    throw new CannotStart(name + " was not ready within " + bound.toSeconds() + " s" + lastLines());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
            throw new CannotStart(name + " was interrupted while starting", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** SIGTERM, and kill -9 if that is not heard within {@code bound}. */
    void stop(Duration bound) {
        process.destroy();
        try {
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        pid.delete();
    }

    void kill() {
        PidFile.killTree(process.toHandle());
        pid.delete();
    }

    private String lastLines() {
        try (var lines = Files.lines(log)) {
            var all = lines.toList();
            var last = all.subList(Math.max(0, all.size() - LINES_SHOWN), all.size());
            return "; the end of " + log + ":\n    " + String.join("\n    ", last);
        } catch (IOException | UncheckedIOException e) {
            return "; its log is " + log;
        }
    }
}
