package io.sluice.payment.domain;

import io.sluice.contracts.Money;
import java.time.Instant;

/**
 * The money that the provider has.
 *
 * @param amount what was really captured, whatever was asked for
 * @param at when we learned of it, by PostgreSQL's clock
 */
public record Capture(Money amount, Instant at) {}
