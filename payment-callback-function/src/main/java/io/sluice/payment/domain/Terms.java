package io.sluice.payment.domain;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent.Provider;
import java.time.Instant;

/**
 * What was asked for. It never changes, because a provider takes a repeated request only with the same content.
 *
 * @param subject what the buyer reads at the provider
 */
public record Terms(OrderId orderId, String userId, Provider provider, Money amount, Instant payBy, String subject) {}
