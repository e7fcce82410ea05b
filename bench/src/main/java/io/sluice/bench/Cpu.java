package io.sluice.bench;

import io.sluice.stack.Folders;
import io.sluice.stack.Function;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CPU time that each of the system's processes has used since it started, children that have ended included. From
 * {@code /proc}, as proc_pid_stat(5) describes it.
 *
 * @param micros by component, in microseconds; in steps of 10,000, the clock of the kernel
 */
record Cpu(Map<String, Long> micros) {

    private static final int MICROS_PER_TICK = 10_000;
    private static final int UTIME =
            11; // Counted from the field after the name: 14 in the manual, which counts from 1.
    private static final int CSTIME = 14;

    /** Of the system that runs in {@code folders}. */
    static Cpu of(Folders folders) {
        var micros = new LinkedHashMap<String, Long>();
        var names = Stream.concat(Stream.of(Function.values()).map(Function::folder), Stream.of("kafka", "redis"));
        names.forEach(name -> micros.put(name, tree(pid(folders.pid(name)))));
        micros.put("postgres", tree(pid(folders.data("postgres").resolve("postmaster.pid"))));
        return new Cpu(micros);
    }

    /** Of this process, those it has waited for included. */
    static long ofThisProcess() {
        return ticks(ProcessHandle.current().pid()) * MICROS_PER_TICK;
    }

    Cpu since(Cpu earlier) {
        var difference = new LinkedHashMap<String, Long>();
        micros.forEach((name, value) -> difference.put(name, value - earlier.micros.getOrDefault(name, 0L)));
        return new Cpu(difference);
    }

    Cpu and(String name, long used) {
        var all = new LinkedHashMap<>(micros);
        all.put(name, used);
        return new Cpu(all);
    }

    /** Microseconds of all together. */
    long total() {
        return micros.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Microseconds of each process per operation, and of all together. */
    List<Figure> figures(long operations) {
        var figures = new ArrayList<Figure>();
        micros.forEach(
                (name, used) -> figures.add(Figure.of("  CPU of " + name, (double) used / operations, "µs each")));
        figures.add(Figure.of("  CPU of all", each(operations), "µs each"));
        return figures;
    }

    double each(long operations) {
        return (double) total() / operations;
    }

    private static long tree(long pid) {
        var children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
        return ticks(pid) * MICROS_PER_TICK
                + children.mapToLong(child -> ticks(child.pid())).sum() * MICROS_PER_TICK;
    }

    private static long pid(Path file) {
        try {
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long ticks(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            return ticks(stat);
        } catch (NoSuchFileException _) {
            return 0; // It has just ended; its parent counts it from now on.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** User and system time, its own and that of children it has waited for. */
    static long ticks(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Stream.of(fields)
                .skip(UTIME)
                .limit(CSTIME - UTIME + 1L)
                .mapToLong(Long::parseLong)
                .sum();
    }
}
