package io.sluice.providers;

import io.smallrye.faulttolerance.api.Guard;
import java.time.temporal.ChronoUnit;

/** The bulkhead, the timeout and the circuit breaker that all calls to Stripe share. */
final class StripeGuard {

    private StripeGuard() {}

    static Guard of(StripeConfig config) {
        return Guard.create()
                .withDescription("stripe")
                .withBulkhead()
                .limit(config.concurrency())
                .queueSize(config.queue())
                .done()
                .withTimeout()
                .duration(config.callTimeout().toMillis(), ChronoUnit.MILLIS)
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(config.breakerWindow())
                .failureRatio(config.breakerRatio())
                .delay(config.breakerPause().toMillis(), ChronoUnit.MILLIS)
                .when(failure -> !(failure instanceof StripeTrouble trouble && trouble.isConflict()))
                .done()
                .build();
    }
}
