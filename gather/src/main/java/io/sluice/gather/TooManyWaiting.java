package io.sluice.gather;

/** The call was not taken on: as many wait as may. Nothing was done; the caller may try again later. */
public final class TooManyWaiting extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyWaiting(int waiting) {
        super(waiting + " calls wait already", null, false, false); // An expected answer: no stack trace.
    }
}
