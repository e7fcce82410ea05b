package io.sluice.stack.invariants;

/**
 * Money that a provider took.
 *
 * @param payment the payment's id, as topics write it
 */
record BookedCapture(String payment, long minor, String currency) {}
