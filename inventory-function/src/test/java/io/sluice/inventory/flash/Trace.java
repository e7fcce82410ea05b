package io.sluice.inventory.flash;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A schedule in words; they are made only when somebody is going to read them. */
final class Trace {

    private final boolean wanted;
    private final List<String> lines = new ArrayList<>();

    private Trace(boolean wanted) {
        this.wanted = wanted;
    }

    static Trace none() {
        return new Trace(false);
    }

    static Trace kept() {
        return new Trace(true);
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
