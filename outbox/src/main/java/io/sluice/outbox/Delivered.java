package io.sluice.outbox;

import java.util.Set;

/**
 * What became of a round.
 *
 * @param acknowledged the {@code seq} of those rows that the brokers have
 * @param refused what did not take a row
 */
record Delivered(Set<Long> acknowledged, Set<Slice> refused) {}
