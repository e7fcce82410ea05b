package io.sluice.providers;

/** How an attempt to open a payment ended. */
public sealed interface Opening {

    /**
     * The buyer may pay.
     *
     * @param providerId what the provider calls the payment; null where it has no name before it is paid
     */
    record Opened(String providerId, Action action) implements Opening {}

    /** The provider said no for good; under this id it will never say otherwise. */
    record Refused(String because) implements Opening {}

    /** Nobody knows: ask again with the same payment. */
    record Unknown(String because) implements Opening {}
}
