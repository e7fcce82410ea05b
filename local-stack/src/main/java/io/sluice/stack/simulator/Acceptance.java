package io.sluice.stack.simulator;

/** What came of a merchant's wish for a refund; each provider has its own words for it. */
sealed interface Acceptance {

    record Accepted(Refund refund) implements Acceptance {}

    /** The number was used before, perhaps for another wish: then the provider refuses. */
    record Repeated(Refund first) implements Acceptance {}

    record Refused(Reason reason) implements Acceptance {}

    /** A fault: nothing was accepted, and the provider answers as when it has trouble of its own. */
    record Trouble() implements Acceptance {}

    enum Reason {
        NOT_CAPTURED,
        MORE_THAN_CAPTURED,
        TOO_MANY,
        TOO_SOON
    }
}
