package io.sluice.stack.invariants;

import java.util.List;
import java.util.function.Function;

/**
 * One thing that must hold.
 *
 * @param name its number in the architecture and a word
 * @param check what contradicts it, a sentence each; nothing if it holds
 */
record Invariant(String name, Function<Evidence, List<String>> check) {

    List<String> violations(Evidence evidence) {
        return check.apply(evidence).stream().map(text -> name + ": " + text).toList();
    }

    /** {@code sql} answers one column of text, a row a violation. */
    static Invariant ofTables(String name, String sql) {
        return new Invariant(name, evidence -> evidence.database().texts(sql));
    }
}
