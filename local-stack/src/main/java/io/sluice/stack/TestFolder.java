package io.sluice.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of a test JVM's stack, named for the JVM, so that the next one clears up after one that was killed. */
final class TestFolder {

    private static final String PREFIX = "sluice-test-";

    private TestFolder() {}

    /** With this JVM its servers end and the folder goes. */
    static Folders make() {
        try (var others = Files.newDirectoryStream(temporary(), PREFIX + "*")) {
            others.forEach(TestFolder::clearIfLeftBehind);
            var pid = ProcessHandle.current().pid();
            var folders = new Folders(Files.createTempDirectory(PREFIX + pid + "-"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(folders)));
            return folders;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** What is not ours to read or delete, or not named as ours are, stays as it is. */
    static void clearIfLeftBehind(Path folder) {
        try {
            var owner = Long.parseLong(folder.getFileName().toString().split("-")[2]);
            if (ProcessHandle.of(owner).isEmpty()) {
                clear(new Folders(folder));
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException | UncheckedIOException _) {
            // The next one may have more luck.
        }
    }

    private static void clear(Folders folders) {
        for (var server : new String[] {Kafka.NAME, Redis.NAME}) {
            new PidFile(folders.pid(server), folders.data(server).toString()).endOrphan();
        }
        PidFile.ofPostgres(folders).endOrphan();
        Folders.delete(folders.root());
    }
}
