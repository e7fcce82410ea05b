package io.sluice.providers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * What a file says, read again when the file has changed: keys are replaced without a restart. A file that cannot be read
 * changes nothing; what was read before goes on to count.
 */
public final class Reloaded<T> {

    private static final Logger LOG = Logger.getLogger(Reloaded.class);

    /** Reads the file's content. */
    @FunctionalInterface
    public interface Reader<T> {

        /** @throws IllegalArgumentException saying what is wrong with the content */
        T read(String content);
    }

    private final Path file;
    private final Reader<T> reader;
    private final long pauseNanos;
    private volatile T current;
    private FileTime changed;
    private volatile long lookedNanos;

    /**
     * Reads the file.
     *
     * @param pause how long a look at the file's time holds
     * @throws IllegalArgumentException if the file cannot be read
     */
    public Reloaded(Path file, Duration pause, Reader<T> reader) {
        this.file = file;
        this.reader = reader;
        this.pauseNanos = pause.toNanos();
        this.lookedNanos = System.nanoTime();
        try {
            read();
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** What the file says now, or said when it could last be read. */
    public T get() {
        if (System.nanoTime() - lookedNanos > pauseNanos) {
            look();
        }
        return current;
    }

    private synchronized void look() {
        lookedNanos = System.nanoTime();
        try {
            if (!Files.getLastModifiedTime(file).equals(changed)) {
                read();
                LOG.infof("read %s again", file);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf("cannot read %s, what it said before counts: %s", file, e.getMessage());
        }
    }

    private void read() throws IOException {
        var time = Files.getLastModifiedTime(file); // Before the content: a change in between is read again.
        current = reader.read(Files.readString(file));
        changed = time;
    }
}
