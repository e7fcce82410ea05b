package io.sluice.inventory.gate;

import java.time.Instant;

/** What {@code admit.lua} says to one request. */
public sealed interface Admission {

    /** Admitted now: it must be told to who decides. */
    record Admitted(Instant at, int pollAfterMillis) implements Admission {}

    /** Admitted before, and not decided yet: who decides may never have heard of it. */
    record Waiting(Instant at, int pollAfterMillis) implements Admission {}

    /** Decided before; its ticket says how. */
    record Decided(int pollAfterMillis) implements Admission {}

    /** Nothing is loaded for the pool: neither zero nor infinite, but unknown. */
    record NotLoaded() implements Admission {}

    /** The sale has not begun. */
    record NotStarted() implements Admission {}

    /** The sale is over. */
    record Ended() implements Admission {}

    /** The user would have more than one may. */
    record LimitReached() implements Admission {}

    /** Less is left than is wanted. */
    record SoldOut() implements Admission {}

    /** The order's id stands for another request. */
    record Reused() implements Admission {}

    /** The user cancelled too many orders of the sale. */
    record Barred() implements Admission {}

    /** Reads a reply of the script; the codes are explained there. */
    static Admission of(int code, long atMillis, int pollAfterMillis) {
        return switch (code) {
            case 1 -> new Admitted(Instant.ofEpochMilli(atMillis), pollAfterMillis);
            case 2 -> new Waiting(Instant.ofEpochMilli(atMillis), pollAfterMillis);
            case 3 -> new Decided(pollAfterMillis);
            case -1 -> new NotLoaded();
            case -2 -> new NotStarted();
            case -3 -> new Ended();
            case -4 -> new LimitReached();
            case -5 -> new SoldOut();
            case -6 -> new Reused();
            case -7 -> new Barred();
            default -> throw new IllegalStateException("admit.lua never answers " + code);
        };
    }
}
