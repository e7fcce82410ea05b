package io.sluice.inventory.flash;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A schedule in words; they are made only when somebody is going to read them. */
final class SimTrace {

    private final boolean wanted;
    private final List<String> lines = new ArrayList<>();

    private SimTrace(boolean wanted) {
        this.wanted = wanted;
    }

    static SimTrace none() {
        return new SimTrace(false);
    }

    static SimTrace kept() {
        return new SimTrace(true);
    }

    void say(Supplier<String> line) {
        if (wanted) {
            lines.add(line.get());
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
