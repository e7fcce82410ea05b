package io.sluice.providers;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Calls to one provider within limits: all share one timeout, circuit breaker and bulkhead, so that its trouble stays there. */
public final class ProviderCalls {

    private static final TypeLiteral<Uni<ProviderReply>> REPLY = new TypeLiteral<>() {
        private static final long serialVersionUID = 1;
    };

    private final CallLimits limits;
    private final UnaryOperator<ProviderReply> judge;
    private final Guard guard;

    /**
     * @param judge passes a reply on if it is the provider's word, yes or no; otherwise throws {@link ProviderTrouble}
     * @throws IllegalArgumentException if the limits make no sense
     */
    public ProviderCalls(String provider, CallLimits limits, UnaryOperator<ProviderReply> judge) {
        if (limits.retries() < 0 || !limits.retryPause().isPositive()) {
            throw new IllegalArgumentException(provider + ": retries cannot be negative, and need a pause");
        }
        this.limits = limits;
        this.judge = judge;
        this.guard = guard(provider, limits);
    }

    /** A client whose answers are all answers, refusals too. */
    public static QuarkusRestClientBuilder client(URI url, CallLimits limits) {
        var millis = limits.callTimeout().toMillis();
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(url)
                .connectTimeout(millis, TimeUnit.MILLISECONDS)
                .readTimeout(millis, TimeUnit.MILLISECONDS)
                .property("microprofile.rest.client.disable.default.mapper", true);
    }

    /** For a call that must not be made twice. */
    public Uni<ProviderReply> once(Supplier<Uni<Response>> call) {
        return Uni.createFrom().deferred(() -> {
            var until = System.nanoTime() + limits.callTimeout().toNanos();
            return guard.get(() -> ask(call, until), REPLY);
        });
    }

    /** A call that waited for its turn until its caller had given up is not made any more: the caller went on without it. */
    private Uni<ProviderReply> ask(Supplier<Uni<Response>> call, long until) {
        return System.nanoTime() - until < 0
                ? call.get().map(ProviderReply::of).map(judge)
                : Uni.createFrom().failure(ProviderTrouble.passing("waited too long for its turn"));
    }

    /** For a call that means the same when it is made again. */
    public Uni<ProviderReply> repeated(Supplier<Uni<Response>> call) {
        if (limits.retries() == 0) {
            return once(call);
        }
        return once(call)
                .onFailure(ProviderCalls::isWorthRepeating)
                .retry()
                .withBackOff(limits.retryPause(), limits.callTimeout())
                .withJitter(1)
                .atMost(limits.retries());
    }

    private static boolean isWorthRepeating(Throwable failure) {
        return switch (failure) {
            case CircuitBreakerOpenException _, BulkheadException _ -> false;
            case ProviderTrouble trouble -> trouble.isWorthRepeating();
            default -> true;
        };
    }

    /** Whether a failure counts against the provider: that we ask too much at one time is not its fault. */
    private static boolean isItsFault(Throwable failure) {
        return switch (failure) {
            case BulkheadException _ -> false;
            case ProviderTrouble trouble -> !trouble.isHealthy();
            default -> true;
        };
    }

    private static Guard guard(String provider, CallLimits limits) {
        return Guard.create()
                .withDescription(provider)
                .withBulkhead()
                .limit(limits.concurrency())
                .queueSize(limits.queue())
                .done()
                .withTimeout()
                .duration(limits.callTimeout().toMillis(), ChronoUnit.MILLIS)
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(limits.breakerWindow())
                .failureRatio(limits.breakerRatio())
                .delay(limits.breakerPause().toMillis(), ChronoUnit.MILLIS)
                .when(ProviderCalls::isItsFault)
                .done()
                .build();
    }
}
