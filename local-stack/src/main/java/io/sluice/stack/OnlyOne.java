package io.sluice.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Two launchers on the same data would each take the other's servers for orphans. */
public final class OnlyOne {

    /** Held until the JVM ends: the lock goes with it, however it ends. */
    private static FileChannel held;

    private OnlyOne() {}

    /** @throws CannotStart if another runs there */
    public static void in(Folders folders) {
        try {
            held = FileChannel.open(folders.pid("up"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (held.tryLock() == null) {
                throw new CannotStart(
                        "a stack already runs on " + folders.root() + ": stop it with Ctrl-C where it runs");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a stack runs on this folder. */
    static boolean isTaken(Folders folders) {
        try (var channel = FileChannel.open(folders.pid("up"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
