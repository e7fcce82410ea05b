package io.sluice.inventory;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;

/** What statements written for a list have in common: one JSON array in, a row count out. */
final class Statements {

    private Statements() {}

    static String rows(Collection<JsonObject> rows) {
        return rows.stream()
                .collect(JsonArray::new, JsonArray::add, JsonArray::addAll)
                .encode();
    }

    /** A guard in a WHERE that did not hold means that a decision was wrong: the transaction must not go on. */
    static void requireRows(int expected, int written, String what) {
        if (written != expected) {
            throw new IllegalStateException("%s: %d rows written, not %d".formatted(what, written, expected));
        }
    }
}
