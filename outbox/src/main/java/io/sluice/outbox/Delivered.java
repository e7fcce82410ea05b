package io.sluice.outbox;

import java.util.Set;

/**
 * What became of a round.
 *
 * @param acknowledged the {@code seq} of those rows that the brokers have
 * @param refused what did not take a row
 * @param shutOut whether the brokers refused the producer itself, which may be of no use after that
 */
record Delivered(Set<Long> acknowledged, Set<Slice> refused, boolean shutOut) {

    Delivered(Set<Long> acknowledged, Set<Slice> refused) {
        this(acknowledged, refused, false);
    }
}
