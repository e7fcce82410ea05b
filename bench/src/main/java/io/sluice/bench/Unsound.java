package io.sluice.bench;

/** A measurement that must not be believed: errors, blocked time, or a promise that was broken under load. */
class Unsound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unsound(String message) {
        super(message);
    }
}
