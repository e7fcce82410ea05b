package io.sluice.inventory.gate;

/** What is said by the scripts that go on from what is loaded: {@code apply.lua} and {@code settle.lua}. */
public sealed interface Folding {

    /** @param number the last seq ever followed, or how many admissions were dropped */
    record Done(long number) implements Folding {}

    /** Nothing is loaded for the pool; nothing changed. */
    record NotLoaded() implements Folding {}

    /** Reads a reply of either script. */
    static Folding of(long reply) {
        return reply < 0 ? new NotLoaded() : new Done(reply);
    }
}
