package io.sluice.providers;

import io.sluice.contracts.Money;
import io.sluice.contracts.RefundId;

/**
 * What a provider is asked to give back. It never changes: a repeated request is taken only with the same content.
 *
 * @param id our number, which the provider keeps; it makes a second request the same refund
 * @param amount how much of it
 * @param captured what the payment captured, which WeChat Pay wants to hear again
 * @param reason what the buyer may read; at most 80 characters
 */
public record NewRefund(RefundId id, PaymentAtProvider payment, Money amount, Money captured, String reason) {}
