package io.sluice.bench;

/**
 * What came of a load, of the measured part.
 *
 * @param accepted answers 2xx
 * @param refused answers 4xx
 * @param failed answers 5xx
 * @param errors connections lost, timeouts, and what Hyperfoil could not do
 * @param throttled whether so many requests were on their way that others were not sent when they should have been
 * @param blocked nanoseconds for which requests waited for a connection: not in the latencies
 * @param standstill milliseconds for which the load itself stood still, at most: what it should have sent then came later
 * @param begunAt when measuring began, in milliseconds since 1970
 * @param endedAt when it ended
 * @param inAll answers, those before what is measured included
 * @param acceptedInAll of these, answers 2xx
 * @param cpu microseconds of CPU that the load itself took, warm-up and start included
 */
record Outcome(
        long accepted,
        long refused,
        long failed,
        long errors,
        boolean throttled,
        long blocked,
        Latencies latencies,
        long standstill,
        long begunAt,
        long endedAt,
        long inAll,
        long acceptedInAll,
        long cpu) {

    double p50() {
        return latencies.millis(50);
    }

    double p99() {
        return latencies.millis(99);
    }

    double seconds() {
        return (endedAt - begunAt) / 1_000.0;
    }

    double acceptedPerSecond() {
        return accepted / seconds();
    }

    double perSecond() {
        return (accepted + refused + failed) / seconds();
    }

    /** How long a request waited for a connection, on average: not in the latencies. */
    double blockedMillis() {
        return blocked / 1e6 / (accepted + refused + failed);
    }

    /** Each request was sent when it should be, and answered with 2xx. */
    boolean allAccepted() {
        return failed == 0 && errors == 0 && !throttled && refused == 0;
    }

    /** Each request was sent when it should be and has its answer, none is 5xx, and none waited for a connection. */
    Outcome sound() {
        if (failed > 0 || errors > 0) {
            throw new Unsound("errors under load: " + this);
        }
        if (throttled) {
            throw new Unsound("the load did not keep its rate: " + this);
        }
        if (blocked > 0) {
            throw new Unsound("requests waited for a connection, which is not in the latencies: " + this);
        }
        return this;
    }

    /** Sound, and all with 2xx. */
    Outcome accepting() {
        if (sound().refused > 0) {
            throw new Unsound("refused under load: " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return ("%d accepted, %d refused, %d failed, %d errors, %d ms of waiting for connections, p50 %.1f ms, p99 %.1f ms,"
                        + " the load stood still for up to %d ms")
                .formatted(accepted, refused, failed, errors, blocked / 1_000_000, p50(), p99(), standstill);
    }
}
