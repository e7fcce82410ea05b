package io.sluice.stack.invariants;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What no function would take: it is visible where operators look, and nobody expects any. */
final class DeadLetters {

    static final List<Invariant> INVARIANTS = List.of(
            new Invariant("I14 parked", evidence -> parked(evidence.database())),
            new Invariant("I14 visible", DeadLetters::visible));

    private DeadLetters() {}

    private static List<String> parked(Database database) {
        return database.schemasWith("dead_letter").stream()
                .flatMap(schema -> database
                        .texts("SELECT format('%s refused a message of %s: %s', '" + schema + "', topic, reason) FROM "
                                + schema + ".dead_letter WHERE replayed_at IS NULL")
                        .stream())
                .toList();
    }

    /** Row and announcement, both or neither. */
    private static List<String> visible(Evidence evidence) {
        var rows = rows(evidence.database());
        var announced = evidence.letters().stream().map(Said::id).collect(Collectors.toSet());
        var violations = new ArrayList<String>();
        missing(announced, rows).forEach(id -> violations.add("dead letter " + id + " is on a topic and in no table"));
        missing(rows, announced).forEach(id -> violations.add("dead letter " + id + " is in a table and on no topic"));
        return violations;
    }

    private static Set<String> rows(Database database) {
        return database.schemasWith("dead_letter").stream()
                .flatMap(schema -> database.texts("SELECT id FROM " + schema + ".dead_letter").stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> missing(Set<String> these, Set<String> in) {
        var missing = new HashSet<>(these);
        missing.removeAll(in);
        return missing;
    }
}
