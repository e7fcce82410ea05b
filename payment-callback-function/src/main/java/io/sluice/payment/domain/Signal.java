package io.sluice.payment.domain;

import io.sluice.contracts.Money;
import io.sluice.contracts.RefundId;

/**
 * What may happen to a payment: answers to our own calls, and what the provider says by webhook or when asked. What the
 * provider calls the payment may be null until there is money: WeChat Pay and Alipay have no name for it before.
 */
public sealed interface Signal {

    /** The provider opened it. */
    record Opened(String providerId, BuyerAction action) implements Signal {}

    /** The provider refused to open it. */
    record Refused() implements Signal {}

    /** The provider has money for it. */
    record Captured(String providerId, Money amount) implements Signal {}

    /** The provider ended it without money. */
    record Closed(String providerId) implements Signal {}

    /** The provider does not know it: nobody has looked at it there yet, and until its time is over somebody may. */
    record Absent() implements Signal {}

    /** The provider said something about a refund of it. */
    record RefundChanged(RefundId refund) implements Signal {}
}
