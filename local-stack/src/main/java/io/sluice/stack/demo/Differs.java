package io.sluice.stack.demo;

/** Something was not as the story tells it. */
final class Differs extends RuntimeException {

    private static final long serialVersionUID = 1;

    Differs(String what) {
        super(what, null, false, false); // An expected answer: no stack trace.
    }
}
