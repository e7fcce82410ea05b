package io.sluice.bench;

import io.sluice.stack.LocalSystem;
import io.sluice.stack.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Customers who are logged in: a token each, signed RS256 with 2,048 bits, made before anything is measured. */
final class Buyers {

    private static final int COUNT = 5_000;
    private static final Duration VALIDITY = Duration.ofHours(2);

    private final LocalSystem system;
    private final Path folder;
    private Path file;

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

    /** A token per line, of 5,000 buyers, the same ones whoever asks: signing them takes a while. */
    synchronized Path file() {
        if (file == null) {
            file = write();
        }
        return file;
    }

    private Path write() {
        try {
            Files.createDirectories(folder);
            return Files.write(folder.resolve("tokens.csv"), tokens(COUNT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
