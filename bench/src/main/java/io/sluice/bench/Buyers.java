package io.sluice.bench;

import io.sluice.stack.LocalSystem;
import io.sluice.stack.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Customers who are logged in: a token each, signed RS256 with 2,048 bits, made before anything is measured. */
final class Buyers {

    private static final Duration VALIDITY = Duration.ofHours(2);

    private final LocalSystem system;
    private final Path folder;
    private final Map<Integer, Path> files = new HashMap<>();

    Buyers(LocalSystem system, Path folder) {
        this.system = system;
        this.folder = folder;
    }

    List<String> tokens(int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(number -> system.token(Role.CUSTOMER, "buyer-" + number, VALIDITY))
                .toList();
    }

    /** A token per line, the same ones whoever asks: signing them takes a while. */
    Path file(int count) {
        return files.computeIfAbsent(count, this::write);
    }

    private Path write(int count) {
        try {
            Files.createDirectories(folder);
            return Files.write(folder.resolve(count + ".csv"), tokens(count));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
