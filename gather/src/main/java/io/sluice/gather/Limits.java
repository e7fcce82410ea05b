package io.sluice.gather;

/**
 * How much is gathered.
 *
 * @param batch requests that travel together, at most; 1 or more
 * @param waiting requests that may wait for their batch; one more is refused with {@link TooManyWaiting}
 */
public record Limits(int batch, int waiting) {

    /** @throws IllegalArgumentException if a limit is less than 1 */
    public Limits {
        if (batch < 1 || waiting < 1) {
            throw new IllegalArgumentException("limits are 1 or more, not " + batch + " and " + waiting);
        }
    }
}
