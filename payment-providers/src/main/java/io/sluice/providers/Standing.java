package io.sluice.providers;

import io.sluice.contracts.Money;

/** How a payment stands at its provider. */
public sealed interface Standing {

    /** The provider has the buyer's money: {@code amount}, whatever was asked for. */
    record Captured(String providerId, Money amount) implements Standing {}

    /** The buyer may still pay. */
    record Open() implements Standing {}

    /**
     * It ended without money.
     *
     * @param providerId what the provider calls it; null if it never had a name there
     */
    record Closed(String providerId) implements Standing {}

    /**
     * The provider does not know it yet, and the buyer may still pay it until its time is over: Alipay makes a trade only when
     * its code is scanned. After that time there will never be money.
     */
    record Absent() implements Standing {}

    /** The provider did not say. */
    record Unknown(String because) implements Standing {}
}
