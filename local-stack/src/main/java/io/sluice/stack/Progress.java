package io.sluice.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows what is starting, a line per component, which turns to a tick; where lines cannot be turned, only the ticks. */
final class Progress {

    private static final String UP = "\u001b[%dA\r\u001b[K";
    private static final String DOWN = "\u001b[%dB\r";

    private final PrintStream out;
    private final boolean terminal;
    private final List<String> shown = new ArrayList<>();

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void waiting(List<? extends Server> servers) {
        for (var server : servers) {
            shown.add(server.getName());
            if (terminal) {
                out.printf("  … %s%n", server.getName());
            }
        }
    }

    void ready(Server server, Duration took) {
        var seconds = String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        turn(server, String.format("  ✓ %-26s %7s   %s", server.getName(), seconds, server.getUrl()));
    }

    void failed(Server server) {
        turn(server, "  ✗ " + server.getName());
    }

    private synchronized void turn(Server server, String line) {
        var above = shown.size() - shown.indexOf(server.getName());
        if (terminal) {
            out.printf(UP + "%s" + DOWN, above, line, above);
        } else {
            out.println(line);
        }
        out.flush();
    }
}
