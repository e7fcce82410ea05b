package io.sluice.providers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
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

        /** @throws IllegalArgumentException saying what is wrong with the content, without quoting it: it is logged */
        T read(String content);
    }

    /** Tells one content from the next, also where one file is renamed over another that is as old. */
    private record Stamp(FileTime changed, long size, Object key) {}

    private final Path file;
    private final Reader<T> reader;
    private final long pauseNanos;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile long lookedNanos;
    private volatile T current;
    private Stamp stamp;

    /**
     * Reads the file.
     *
     * @param pause how long a look at the file holds
     * @throws IllegalArgumentException if the file cannot be read, naming it
     */
    public Reloaded(Path file, Duration pause, Reader<T> reader) {
        this.file = file;
        this.reader = reader;
        this.pauseNanos = pause.toNanos();
        this.lookedNanos = System.nanoTime();
        try {
            read(stampOfFile());
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + reason(e), e);
        }
    }

    /** What the file says now, or said when it could last be read. One caller looks; the others do not wait for the disk. */
    public T get() {
        if (System.nanoTime() - lookedNanos >= pauseNanos && looking.tryLock()) {
            try {
                lookedNanos = System.nanoTime();
                look();
            } finally {
                looking.unlock();
            }
        }
        return current;
    }

    /** A file that cannot be read is tried again at every look, until it can. */
    private void look() {
        try {
            var found = stampOfFile();
            if (!found.equals(stamp)) {
                read(found);
                LOG.infof("read %s again", file);
            }
        } catch (IOException | RuntimeException e) {
            LOG.errorf("cannot read %s, what it said before counts: %s", file, reason(e));
        }
    }

    /** @param before taken before the content is read: a change in between is read again */
    private void read(Stamp before) throws IOException {
        current = reader.read(Files.readString(file));
        stamp = before;
    }

    private Stamp stampOfFile() throws IOException {
        var found = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(found.lastModifiedTime(), found.size(), found.fileKey());
    }

    /** The message of an I/O failure is often no more than the file's name. */
    private static String reason(Exception trouble) {
        return trouble instanceof IllegalArgumentException ? trouble.getMessage() : trouble.toString();
    }
}
