package io.sluice.providers;

/** How a refund stands at its provider (SPEC of each provider: the classes of its answers). */
public sealed interface RefundStanding {

    /**
     * The buyer has the money, or will without anybody's doing.
     *
     * @param providerId what the provider calls the refund; null if it has no name for it
     */
    record Succeeded(String providerId) implements RefundStanding {}

    /** Accepted, and not decided: ask again later. */
    record Pending(String providerId) implements RefundStanding {}

    /** Ended for good, and no money moved: only a new number may try again. Before it is believed, ask once. */
    record Failed(String because) implements RefundStanding {}

    /** The provider knows no refund under this number: asking for it is safe. Only an answer to a query. */
    record Absent() implements RefundStanding {}

    /** Our balance at the provider does not suffice: the same number again after it is topped up. */
    record NeedsFunds() implements RefundStanding {}

    /** Only a person can go on, at the provider or with the buyer. */
    record NeedsOperator(String because) implements RefundStanding {}

    /** Nobody knows: query before anything else, then the same number with the same content. */
    record Unknown(String because) implements RefundStanding {}
}
