package io.sluice.inventory.domain;

/** What a {@link Claim} does about a {@link Signal}. */
public sealed interface Decision {

    /** Go to {@code to}; the order's units move with it. */
    record Become(ClaimState to) implements Decision {}

    /** A repeated or late signal: do nothing. */
    record Stay(String because) implements Decision {}

    /** A signal that makes no sense here: a person should look at it. */
    record Refuse(String because) implements Decision {}
}
