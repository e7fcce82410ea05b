package io.sluice.stack.simulator;

import java.time.Duration;

/**
 * How fast time runs at the providers: their published limits, unless a test has no time for them.
 *
 * @param refundSettles from acceptance to the end of a refund that does not end at once; days in reality
 * @param wechatRefundsApart between two refunds of one payment
 * @param wechatShortestWindow between a payment's creation and its {@code time_expire}
 * @param wechatBillAddress how long the address of a bill works
 * @param alipayRefundsApart between two refunds of one trade
 * @param alipayBillAddress how long the address of a bill works
 */
public record Pace(
        Duration refundSettles,
        Duration wechatRefundsApart,
        Duration wechatShortestWindow,
        Duration wechatBillAddress,
        Duration alipayRefundsApart,
        Duration alipayBillAddress) {

    /** The providers' own, but for the settling: nobody waits for days. */
    public static final Pace REAL = new Pace(
            Duration.ofMillis(500),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(30));

    /** For tests that refund twice, or let a payment's time run out. */
    public static final Pace BRISK = new Pace(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));
}
