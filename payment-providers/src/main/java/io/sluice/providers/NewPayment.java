package io.sluice.providers;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentId;
import java.time.Instant;

/**
 * What a provider is asked to collect.
 *
 * @param id our id, which the provider keeps and repeats; also what makes a second request the same one
 * @param subject what the buyer reads
 * @param payBy when the payment should end at the provider, where it can say so itself
 */
public record NewPayment(PaymentId id, OrderId orderId, Money amount, String subject, Instant payBy) {}
