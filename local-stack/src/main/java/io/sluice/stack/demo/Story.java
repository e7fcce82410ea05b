package io.sluice.stack.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells what happens, a line per step. */
final class Story {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final PrintStream out;

    Story(PrintStream out) {
        this.out = out;
    }

    void chapter(String title) {
        out.printf("%n%s%n", title);
    }

    /** Does something and prints what came of it; a difference ends the story. */
    void step(String what, Supplier<String> act) {
        step(what, act, said -> said);
    }

    /** The same with what later steps need: answers it. */
    <T> T step(String what, Supplier<T> act, Function<T, String> says) {
        var begin = System.nanoTime();
        try {
            var result = act.get();
            out.printf("  ✓ %-58s %-28s %5d ms%n", what, says.apply(result), (System.nanoTime() - begin) / 1_000_000);
            return result;
        } catch (Differs e) {
            out.printf("  ✗ %s: %s%n", what, e.getMessage());
            throw e;
        }
    }

    /** Says whether something holds, and if not, why. */
    void verdict(String what, List<String> violations) {
        out.printf("  %s %s%n", violations.isEmpty() ? "✓" : "✗", what);
        violations.forEach(violation -> out.printf("      %s%n", violation));
    }

    /** Asks until the answer is as wanted. */
    static String until(String wanted, Supplier<String> ask) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var answer = ask.get();
        while (!answer.equals(wanted)) {
            if (System.nanoTime() > deadline) {
                throw new Differs(
                        "still " + answer + " instead of " + wanted + " after " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = ask.get();
        }
        return answer;
    }

    static String same(Object wanted, Object found) {
        if (!String.valueOf(wanted).equals(String.valueOf(found))) {
            throw new Differs("is " + found + " instead of " + wanted);
        }
        return String.valueOf(found);
    }
}
