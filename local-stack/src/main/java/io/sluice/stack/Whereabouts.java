package io.sluice.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Where the stack that runs can be found, written down for a command whose variables would place it elsewhere. */
record Whereabouts(Folders folders) {

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Before a start: what is written there is of a former run. */
    void forget() {
        try {
            Files.deleteIfExists(folders.settings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When everything is ready. */
    void write(Settings effective) {
        var lines = effective.environment().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
        var complete = folders.settings();
        var begun = complete.resolveSibling("settings.begun");
        try {
            Files.writeString(begun, lines);
            Files.move(begun, complete, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a stack that is still starting. */
    Settings await(Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (!Files.exists(folders.settings())) {
            if (!OnlyOne.isTaken(folders)) {
                throw new CannotStart("the stack on " + folders.root() + " has stopped before it was ready");
            }
            if (System.nanoTime() > end) {
                throw new CannotStart("the stack on " + folders.root() + " was not ready within " + patience.toSeconds()
                        + " s: see where it starts");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return read();
    }

    private Settings read() {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(folders.settings())) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Settings(properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty)));
    }
}
