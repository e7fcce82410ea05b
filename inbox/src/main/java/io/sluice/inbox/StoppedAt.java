package io.sluice.inbox;

/** Where the messages of a poll stopped, and why: those ahead of this one are applied or parked, and need not be repeated. */
class StoppedAt extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Object message;

    StoppedAt(Object message, Throwable trouble) {
        super(trouble.getMessage(), trouble, false, false); // Its cause has the stack trace.
        this.message = message;
    }

    /** The message itself, not one that equals it: two of a poll may. */
    boolean isAt(Object other) {
        return message == other;
    }
}
