package io.sluice.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** One run of everything, in groups of which each needs those before it, watched from its start to its end. */
final class Run {

    private final List<List<Server>> phases;
    private final Progress progress;
    private final PrintStream out;
    private volatile boolean stopping;

    Run(List<List<Server>> phases, Progress progress, PrintStream out) {
        this.phases = phases;
        this.progress = progress;
        this.out = out;
    }

    /** Group by group; a group starts together. */
    void start() {
        for (var phase : phases) {
            progress.waiting(phase);
            Together.each(phase, this::start);
        }
    }

    private void start(Server server) {
        if (stopping) {
            return;
        }
        var begin = System.nanoTime();
        try {
            server.start();
            progress.ready(server, Duration.ofNanos(System.nanoTime() - begin));
        } catch (CannotStart e) {
            if (!stopping) {
                progress.failed(server);
            }
            throw e;
        }
    }

    /** Everything that runs, in the opposite order, also what is just starting. */
    void stop() {
        stopping = true;
        out.println();
        for (var phase : phases.reversed()) {
            for (var server : phase.reversed()) {
                if (server.getPort() != 0 && server.isRunning()) {
                    server.stop();
                    out.println("  stopped " + server.getName());
                }
            }
        }
    }
}
