package io.sluice.providers;

import io.sluice.contracts.PaymentId;

/**
 * A payment that was opened: some providers find it by our id, some by theirs.
 *
 * @param providerId what the provider calls it; null where it has no name before it is paid (WeChat Pay, Alipay)
 */
public record PaymentAtProvider(PaymentId id, String providerId) {}
