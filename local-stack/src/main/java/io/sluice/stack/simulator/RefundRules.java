package io.sluice.stack.simulator;

import java.time.Duration;

/**
 * A provider's manner with refunds.
 *
 * @param most how many one payment can have
 * @param apart how long one payment's refunds must be apart
 * @param succeedsAtOnce whether the answer to the merchant's wish can already say that the money went
 */
record RefundRules(int most, Duration apart, boolean succeedsAtOnce) {}
