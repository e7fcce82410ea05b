package io.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are replaced while the process runs, by whatever way operators and Kubernetes replace files. */
class ReloadedTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("key"), "one");
    }

    @Test
    void saysWhatTheFileSays() {
        assertThat(reloaded(AT_ONCE).get()).isEqualTo("one");
    }

    @Test
    void countsAChangeAfterThePause() throws IOException {
        var reloaded = reloaded(Duration.ofMillis(200));

        Files.writeString(file, "another");

        await().untilAsserted(() -> assertThat(reloaded.get()).isEqualTo("another"));
    }

    @Test
    void doesNotLookBeforeThePauseIsOver() throws IOException {
        var reloaded = reloaded(Duration.ofHours(1));

        Files.writeString(file, "another");

        assertThat(reloaded.get()).isEqualTo("one");
    }

    @Test
    void readsAgainOnlyWhatChanged() {
        var reads = new AtomicInteger();
        var reloaded = new Reloaded<>(file, AT_ONCE, _ -> reads.incrementAndGet());

        for (var look = 0; look < 10; look++) {
            assertThat(reloaded.get()).isEqualTo(1);
        }
    }

    @Test
    void countsAFileRenamedOverTheOldOne() throws IOException {
        var reloaded = reloaded(AT_ONCE);

        replace("two", false);

        assertThat(reloaded.get()).isEqualTo("two");
    }

    @Test
    void countsARenamedFileThatIsAsOldAndAsLong() throws IOException {
        var reloaded = reloaded(AT_ONCE);

        replace("two", true);

        assertThat(reloaded.get()).isEqualTo("two");
    }

    /** Kubernetes mounts a secret as a link to a link, and turns that one. */
    @Test
    void countsALinkThatPointsElsewhere() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("mounted"), file);
        var reloaded = new Reloaded<>(link, AT_ONCE, content -> content);
        var next = Files.createSymbolicLink(folder.resolve("next"), Files.writeString(folder.resolve("new"), "two"));

        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);

        assertThat(reloaded.get()).isEqualTo("two");
    }

    @Test
    void keepsWhatItHasWhileTheFileIsAway() throws IOException {
        var reloaded = reloaded(AT_ONCE);

        Files.delete(file);
        assertThat(reloaded.get()).isEqualTo("one");

        Files.writeString(file, "two");
        assertThat(reloaded.get()).isEqualTo("two");
    }

    @Test
    void keepsWhatItHasWhileTheContentIsWrong() throws IOException {
        var reloaded = reloaded(AT_ONCE);

        Files.writeString(file, "wrong");
        assertThat(reloaded.get()).isEqualTo("one");

        Files.writeString(file, "two");
        assertThat(reloaded.get()).isEqualTo("two");
    }

    @Test
    void keepsWhatItHasWhereTheContentIsNoText() throws IOException {
        var reloaded = reloaded(AT_ONCE);

        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE});

        assertThat(reloaded.get()).isEqualTo("one");
    }

    /** A reader that stumbles must not take the caller down, who has a key that works. */
    @Test
    void keepsWhatItHasWhereTheReaderStumbles() throws IOException {
        var reloaded = new Reloaded<>(file, AT_ONCE, content -> content.substring(0, 3));

        Files.writeString(file, "2");

        assertThat(reloaded.get()).isEqualTo("one");
    }

    @Test
    void startsOnlyWithAFileThatCanBeRead() throws IOException {
        Files.writeString(file, "wrong");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> reloaded(AT_ONCE))
                .withMessage("cannot read " + file + ": not a key");
        Files.delete(file);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reloaded(AT_ONCE))
                .withMessageStartingWith("cannot read " + file + ": java.nio.file.NoSuchFileException");
    }

    /** One reads a slow disk; everybody else goes on with what is known. */
    @Test
    void letsNobodyWaitForTheOneWhoReads() throws Exception {
        var reading = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var reloaded = new Reloaded<>(file, AT_ONCE, content -> {
            if (content.equals("slow")) {
                reading.countDown();
                await().until(() -> mayEnd.getCount() == 0);
            }
            return content;
        });
        Files.writeString(file, "slow");
        var reader = Thread.ofVirtual().start(reloaded::get);
        reading.await();

        assertThat(reloaded.get()).isEqualTo("one");

        mayEnd.countDown();
        reader.join();
        assertThat(reloaded.get()).isEqualTo("slow");
    }

    private Reloaded<String> reloaded(Duration pause) {
        return new Reloaded<>(file, pause, content -> {
            if (content.equals("wrong")) {
                throw new IllegalArgumentException("not a key");
            }
            return content;
        });
    }

    private void replace(String content, boolean asOld) throws IOException {
        var next = Files.writeString(folder.resolve("next"), content);
        if (asOld) {
            Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
