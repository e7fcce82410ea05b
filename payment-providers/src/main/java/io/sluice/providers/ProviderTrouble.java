package io.sluice.providers;

/** A provider did not say yes or no: it is busy, limits us, has trouble of its own, or this is not its word. */
public final class ProviderTrouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean healthy;
    private final boolean worthRepeating;

    private ProviderTrouble(String because, boolean healthy, boolean worthRepeating) {
        super(because, null, false, false); // Expected now and then: no stack trace.
        this.healthy = healthy;
        this.worthRepeating = worthRepeating;
    }

    /** Trouble that counts against the provider's health. */
    public static ProviderTrouble because(String because) {
        return new ProviderTrouble(because, false, true);
    }

    /** Trouble that says nothing about its health, as when another request under the same key is running. */
    public static ProviderTrouble passing(String because) {
        return new ProviderTrouble(because, true, true);
    }

    /** The same trouble, where the provider says that to ask again at once is of no use. */
    public ProviderTrouble notWorthRepeating() {
        return new ProviderTrouble(getMessage(), healthy, false);
    }

    /** Whether this is no sign of bad health. */
    boolean isHealthy() {
        return healthy;
    }

    /** Whether asking again at once may help. */
    boolean isWorthRepeating() {
        return worthRepeating;
    }
}
