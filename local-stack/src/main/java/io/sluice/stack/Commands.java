package io.sluice.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands, as they are to be run. */
public final class Commands {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /**
     * Within its session all of it is idle work ({@code SCHED_IDLE}): to whoever else wakes, a core that runs only such counts as
     * free. Where Linux weighs sessions against each other, it is the session's weight that is least. See sched(7). Where that
     * policy cannot be had, {@code nice} has to do.
     */
    private static final String LAST = """
            { echo 19 > /proc/self/autogroup; } 2>/dev/null
            if chrt -i 0 true 2>/dev/null; then exec nice -n 19 chrt -i 0 "$0" "$@"; fi
            exec nice -n 19 "$0" "$@"
            """;

    private Commands() {}

    /** A terminal sends Ctrl-C to its whole foreground group; we want to stop things in order, ourselves. */
    public static List<String> inItsOwnSession(List<String> command) {
        return Files.isExecutable(SETSID)
                ? join(List.of(SETSID.toString()), command)
                : join(List.of("/bin/sh", "-c", "trap '' INT; exec \"$0\" \"$@\""), command);
    }

    /** It gets the CPU that others leave, like a container that requests little of it. To be run in a session of its own. */
    public static List<String> givingWay(List<String> command) {
        return join(List.of("/bin/sh", "-c", LAST), command);
    }

    private static List<String> join(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
