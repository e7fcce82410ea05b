package io.sluice.providers;

/** A provider did not say yes or no: it is busy, limits us, has trouble of its own, or this is not its word. */
public final class ProviderTrouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean healthy;

    private ProviderTrouble(String because, boolean healthy) {
        super(because, null, false, false); // Expected now and then: no stack trace.
        this.healthy = healthy;
    }

    /** Trouble that counts against the provider's health. */
    public static ProviderTrouble because(String because) {
        return new ProviderTrouble(because, false);
    }

    /** Trouble that says nothing about its health, as when another request under the same key is running. */
    public static ProviderTrouble passing(String because) {
        return new ProviderTrouble(because, true);
    }

    /** Whether this is no sign of bad health. */
    boolean isHealthy() {
        return healthy;
    }
}
