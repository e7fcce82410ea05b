package io.sluice.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What Redis, Kafka and the functions have in common: each is one child process with a port. */
abstract sealed class ChildServer implements Server permits Redis, Kafka, FunctionProcess {

    /** All is compiled after a tenth of the calls: for good after 500 instead of 5,000, at 200 a second in 3 s instead of 25. */
    static final String COMPILED_SOON = "-XX:CompileThresholdScaling=0.1";

    private static final Duration STARTUP = Duration.ofSeconds(120);
    private static final Duration SHUTDOWN = Duration.ofSeconds(20);

    final Folders folders;
    final Path data;
    private final String name;
    private final int port;
    private final String portVariable;
    private boolean givesWay;
    private boolean isMeasured;
    private volatile Child child;

    ChildServer(String name, int port, String portVariable, Folders folders) {
        this.name = name;
        this.port = port;
        this.portVariable = portVariable;
        this.folders = folders;
        data = folders.data(name);
    }

    abstract Child launch();

    abstract boolean isReady();

    /** From its next start on it gets the CPU that other processes leave. */
    public final void giveWay() {
        givesWay = true;
    }

    /** Its JVM, if it has one, compiles all levels, and soon, from its next start on: no quick start, and little to warm up. */
    public final void setMeasured() {
        isMeasured = true;
    }

    final boolean isMeasured() {
        return isMeasured;
    }

    /** Starts its process, with {@code more} on top of our own environment. */
    final Child launch(List<String> command, Map<String, String> more) {
        return Child.start(name, mark(), folders, givesWay ? Commands.givingWay(command) : command, more);
    }

    /** By which our process is recognised after a crash: it is part of the command line. */
    String mark() {
        return data.toString();
    }

    @Override
    public final String getName() {
        return name;
    }

    @Override
    public final int getPort() {
        return port;
    }

    @Override
    public final String getPortVariable() {
        return portVariable;
    }

    @Override
    public final boolean isRunning() {
        var current = child;
        return current != null && current.isAlive();
    }

    @Override
    public final synchronized void start() {
        if (isRunning()) {
            return;
        }
        kill(); // An orphan, if there is one.
        Ports.requireFree(this);
        child = launch();
        child.awaitReady(STARTUP, this::isReady);
    }

    /** Not synchronized, like {@link #kill}: a start that takes long can be stopped. */
    @Override
    public final void stop() {
        if (isRunning()) {
            child.stop(SHUTDOWN);
        }
    }

    @Override
    public final void kill() {
        if (isRunning()) {
            child.kill();
        } else {
            new PidFile(folders.pid(name), mark()).endOrphan();
        }
    }
}
