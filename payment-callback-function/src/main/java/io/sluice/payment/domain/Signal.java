package io.sluice.payment.domain;

import io.sluice.contracts.Money;

/** What may happen to a payment: answers to our own calls, and what the provider says by webhook or when asked. */
public sealed interface Signal {

    /** The provider opened it. */
    record Opened(String providerId, BuyerAction action) implements Signal {}

    /** The provider refused to open it. */
    record Refused() implements Signal {}

    /** The provider has money for it. */
    record Captured(String providerId, Money amount) implements Signal {}

    /** The provider ended it without money. */
    record Closed(String providerId) implements Signal {}
}
