package io.sluice.bench;

/**
 * One figure of a section.
 *
 * @param name what was measured
 * @param value in {@code unit}
 * @param unit such as "/s" or "ms"
 * @param bar what it must reach, or must not exceed where less is better; empty if nothing is asked of it
 */
record Figure(String name, double value, String unit, Bar bar) {

    /** What is asked of a figure. */
    sealed interface Bar {

        /** Nothing: it explains another figure. */
        record None() implements Bar {}

        /** {@code must} or more, {@code goal} better still. */
        record AtLeast(double must, double goal) implements Bar {}

        /** {@code must} or less. */
        record AtMost(double must) implements Bar {}

        /** {@code must}, neither more nor less. */
        record Exactly(double must) implements Bar {}
    }

    static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, new Bar.None());
    }

    Figure atLeast(double must, double goal) {
        return new Figure(name, value, unit, new Bar.AtLeast(must, goal));
    }

    Figure atMost(double must) {
        return new Figure(name, value, unit, new Bar.AtMost(must));
    }

    Figure exactly(double must) {
        return new Figure(name, value, unit, new Bar.Exactly(must));
    }

    /** In words, against its bar. */
    String verdict() {
        return switch (bar) {
            case Bar.None() -> "";
            case Bar.AtLeast(var must, var goal) when value >= goal -> "reaches the goal of %,.0f".formatted(goal);
            case Bar.AtLeast(var must, var goal)
            when value >= must -> "reaches %,.0f, not the goal of %,.0f".formatted(must, goal);
            case Bar.AtLeast(var must, var goal) -> "FALLS SHORT of %,.0f".formatted(must);
            case Bar.AtMost(var must) when value <= must -> "within %s".formatted(number(must));
            case Bar.Exactly(var must) when value == must -> "exactly";
            case Bar.Exactly(var must) -> "IS NOT %s".formatted(number(must));
            case Bar.AtMost(var must) -> "EXCEEDS %s".formatted(number(must));
        };
    }

    boolean fallsShort() {
        return switch (bar) {
            case Bar.None() -> false;
            case Bar.AtLeast(var must, var goal) -> value < must;
            case Bar.AtMost(var must) -> value > must;
            case Bar.Exactly(var must) -> value != must;
        };
    }

    /** As people read it: whole when large. */
    static String number(double value) {
        return Math.abs(value) >= 100 || value == Math.rint(value) ? "%,.0f".formatted(value) : "%.2f".formatted(value);
    }
}
