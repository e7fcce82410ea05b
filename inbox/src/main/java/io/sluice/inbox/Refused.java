package io.sluice.inbox;

/** The domain refuses this message, and would however often it came: a person must look at it. */
public class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param because for the operator who will read it */
    public Refused(String because) {
        super(because, null, false, false); // An expected answer: no stack trace.
    }
}
