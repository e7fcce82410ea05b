package io.sluice.providers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The test vectors that the providers publish, read from a folder outside the repository; without it their tests are skipped. */
public final class Vectors {

    /** A relative folder is meant from the repository's root, one above this module's. */
    private static final Path FOLDER =
            Path.of("..").resolve(System.getProperty("sluice.vectors", "../shared/providers/vectors"));

    private Vectors() {}

    public static byte[] bytes(String file) throws IOException {
        var path = FOLDER.resolve(file);
        assumeTrue(
                Files.exists(path),
                () -> "no published vectors at " + path.toAbsolutePath().normalize());
        return Files.readAllBytes(path);
    }

    public static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(bytes(file));
    }
}
