package io.sluice.inventory.flash;

/** A schedule broke a promise of the protocol. */
final class SimViolation extends RuntimeException {

    private static final long serialVersionUID = 1;

    SimViolation(String what) {
        super(what, null, false, false);
    }
}
