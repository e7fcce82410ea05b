package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Redis has written, and begins with anew. */
final class AppendOnlyFile {

    private final Path file = Path.of(System.getProperty("sluice.system"), "data", "redis", "appendonly.aof");

    long length() throws IOException {
        return Files.size(file);
    }

    /** What came later is gone, as after a crash of the machine; of {@code key} something is left, and something is not. */
    void truncateTo(long length, String key) throws IOException {
        var written = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(written.substring(0, (int) length)).contains(key);
        assertThat(written.substring((int) length)).contains(key);
        try (var log = new RandomAccessFile(file.toFile(), "rw")) {
            log.setLength(length);
        }
    }
}
