package io.sluice.inventory.flash;

/** How a flash request is received. */
sealed interface Reception {

    /** It has a ticket, which says what becomes of it. */
    record Taken(int pollAfterMillis, boolean replayed) implements Reception {}

    /** It has none now; if it had one from before, that stands. */
    record Turned(Why why) implements Reception {}

    /** The order's id, that is the Idempotency-Key, stands for another body. */
    record Reused() implements Reception {}

    /** Too many at once for this instance, or too many wait for their decision. */
    record TooMany() implements Reception {}

    /** Nobody can say now: whether it is admitted is unknown, and the same key finds out. */
    record Unavailable() implements Reception {}

    /** Why a request gets no ticket. */
    enum Why {
        SOLD_OUT,
        LIMIT_REACHED,
        BARRED,
        NOT_STARTED,
        ENDED
    }
}
