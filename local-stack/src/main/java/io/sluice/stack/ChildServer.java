package io.sluice.stack;

import java.nio.file.Path;
import java.time.Duration;

/** What Redis and Kafka have in common: each is one child process with a port and a data directory. */
abstract sealed class ChildServer implements Server permits Redis, Kafka {

    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final Duration SHUTDOWN = Duration.ofSeconds(20);

    final int port;
    final Folders folders;
    final Path data;
    private final String name;
    private Child child;

    ChildServer(String name, int port, Folders folders) {
        this.name = name;
        this.port = port;
        this.folders = folders;
        data = folders.data(name);
    }

    abstract Child launch();

    abstract boolean isReady();

    @Override
    public final String getName() {
        return name;
    }

    @Override
    public final int getPort() {
        return port;
    }

    @Override
    public final synchronized boolean isRunning() {
        return child != null && child.isAlive();
    }

    @Override
    public final synchronized void start() {
        if (isRunning()) {
            return;
        }
        new PidFile(folders.pid(name), data.toString()).endOrphan();
        Ports.requireFree(name, port, "SLUICE_" + name.toUpperCase(java.util.Locale.ROOT) + "_PORT");
        child = launch();
        child.awaitReady(STARTUP, this::isReady);
    }

    @Override
    public final synchronized void stop() {
        if (isRunning()) {
            child.stop(SHUTDOWN);
        }
    }

    @Override
    public final synchronized void kill() {
        if (isRunning()) {
            child.kill();
        }
    }
}
