package io.sluice.providers;

/** Stripe did not say yes or no: it is busy, limits us, or has trouble of its own. */
class StripeTrouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    StripeTrouble(int status) {
        super("Stripe answered " + status, null, false, false); // Expected now and then: no stack trace.
        this.status = status;
    }

    /** Another request with the same idempotency key is running: no sign of bad health. */
    boolean isConflict() {
        return status == 409;
    }
}
