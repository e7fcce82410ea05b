package io.sluice.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where a stack keeps what outlives it: data, logs, process ids and keys. */
public record Folders(Path root) {

    public Folders {
        root = root.toAbsolutePath().normalize();
    }

    public Path data(String component) {
        return within("data").resolve(component);
    }

    public Path log(String component) {
        return within("log").resolve(component + ".log");
    }

    public Path pid(String component) {
        return within("run").resolve(component + ".pid");
    }

    /** Where the stack that runs can be found. */
    Path settings() {
        return within("run").resolve("settings");
    }

    public Path keys() {
        return within("keys");
    }

    /** Keys and logs stay. */
    public void deleteData() {
        delete(within("data"));
    }

    private Path within(String folder) {
        try {
            return Files.createDirectories(root.resolve(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + root.resolve(folder), e);
        }
    }

    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
