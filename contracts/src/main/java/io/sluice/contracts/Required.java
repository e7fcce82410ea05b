package io.sluice.contracts;

import java.util.Objects;

/** What makes a message readable: a field that is missing is told when it is read, not when it is used. */
final class Required {

    private Required() {}

    static void fields(Object... values) {
        for (var value : values) {
            Objects.requireNonNull(value, "a field is missing");
        }
    }
}
