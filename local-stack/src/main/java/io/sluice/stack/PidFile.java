package io.sluice.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers a process by its id, so that whoever comes after a crash can end it, and only it.
 *
 * @param file where the id is kept
 * @param mark what the command line of the process contains and no other's does: ids are given out again
 */
record PidFile(Path file, String mark) {

    /** PostgreSQL's own: it is there before we know the server's id, and gone after it. */
    static PidFile ofPostgres(Folders folders) {
        var data = folders.data(Postgres.NAME);
        return new PidFile(data.resolve("postmaster.pid"), data.toString());
    }

    private static final Duration BOUND = Duration.ofSeconds(30);

    void write(long pid) {
        try {
            Files.writeString(file, Long.toString(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process, if it lives and is the one that was meant. */
    Optional<ProcessHandle> process() {
        return read().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive).filter(this::isOurs);
    }

    /** Ends what an owner that died has left running. */
    void endOrphan() {
        process().ifPresent(PidFile::killTree);
        delete();
    }

    /** kill -9 for a process and what it has started, which would otherwise hold on to files and memory. */
    static void killTree(ProcessHandle process) {
        var all = java.util.stream.Stream.concat(java.util.stream.Stream.of(process), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(PidFile::awaitEnd);
    }

    static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("process " + process.pid() + " does not end", e);
        }
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info().commandLine().filter(line -> line.contains(mark)).isPresent();
    }

    /** Its first line; PostgreSQL writes more. */
    private Optional<Long> read() {
        try {
            return Files.readString(file).lines().findFirst().map(String::strip).map(Long::valueOf);
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
