package io.sluice.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of everything, in groups of which each needs those before it: starts them, says which dies, stops them. */
final class Run {

    private final List<List<Server>> phases;
    private final Progress progress;
    private final PrintStream out;
    private final Folders folders;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** Whoever stops waits for those who start. */
    private final Phaser starting = new Phaser(1);

    Run(List<List<Server>> phases, Progress progress, PrintStream out, Folders folders) {
        this.phases = phases;
        this.progress = progress;
        this.out = out;
        this.folders = folders;
    }

    /**
     * Group by group; a group starts together.
     *
     * @return whether everything runs: not if it was told to stop meanwhile
     */
    boolean start() {
        for (var phase : phases) {
            progress.waiting(phase);
            Together.each(phase, this::start);
        }
        return !isStopping();
    }

    private void start(Server server) {
        starting.register();
        try {
            if (isStopping()) {
                return;
            }
            var begin = System.nanoTime();
            server.start();
            progress.ready(server, Duration.ofNanos(System.nanoTime() - begin));
        } catch (CannotStart e) {
            if (!isStopping()) { // Else it died because it was stopped.
                progress.failed(server);
                throw e;
            }
        } finally {
            starting.arriveAndDeregister();
        }
    }

    /** Once a second, says of each server once that it died; returns when everything is to stop. */
    void watch() throws InterruptedException {
        var dead = new HashSet<Server>();
        while (!stopping.await(1, TimeUnit.SECONDS)) {
            for (var server : servers(phases)) {
                if (!server.isRunning() && !isStopping() && dead.add(server)) {
                    out.println("  ✗ " + server.getName() + " died; see " + folders.log(server.getName()));
                }
            }
        }
    }

    /** Everything that runs, in the opposite order, also what is just starting, and what that has still started. */
    void stop() {
        stopping.countDown();
        out.println();
        var phase = starting.arrive();
        do {
            servers(phases).reversed().forEach(this::stop);
        } while (!areAllStarted(phase));
        servers(phases).reversed().forEach(this::stop);
    }

    private void stop(Server server) {
        if (server.getPort() != 0 && server.isRunning()) {
            server.stop();
            out.println("  stopped " + server.getName());
        }
    }

    private boolean areAllStarted(int phase) {
        try {
            starting.awaitAdvanceInterruptibly(phase, 50, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private static List<Server> servers(List<List<Server>> phases) {
        return phases.stream().flatMap(List::stream).toList();
    }
}
