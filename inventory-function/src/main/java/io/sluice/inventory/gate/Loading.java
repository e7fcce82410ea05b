package io.sluice.inventory.gate;

/** What {@code load.lua} says to a snapshot. */
public sealed interface Loading {

    /** It was taken over. */
    record Loaded() implements Loading {}

    /** What is here is as good or newer; nothing changed. */
    record AsGood() implements Loading {}

    /** The gate was emptied between the two steps of loading; nothing changed. */
    record Lost() implements Loading {}

    /** Reads a reply of the script. */
    static Loading of(int code) {
        return switch (code) {
            case 1 -> new Loaded();
            case 0 -> new AsGood();
            case -1 -> new Lost();
            default -> throw new IllegalStateException("load.lua never answers " + code);
        };
    }
}
