package io.sluice.inventory.flash;

/** A schedule broke a promise of the protocol. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    Violation(String what) {
        super(what, null, false, false);
    }
}
