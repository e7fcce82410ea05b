package io.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.stack.simulator.TestSimulator;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.Test;

/** How often a provider is asked, how many ask at once, and what counts against it. */
@QuarkusTest
@WithTestResource(value = TestSimulator.class, scope = TestResourceScope.GLOBAL)
class ProviderCallsTest {

    /** Two retries, two calls at once and one that waits, a breaker that judges four. */
    private record Limits(Duration callTimeout, int retries, Duration retryPause, int breakerWindow)
            implements CallLimits {

        static final Limits FEW = new Limits(Duration.ofSeconds(5), 2, Duration.ofMillis(1), 4);

        /** Whoever repeats under these is not back in time. */
        static final Limits PATIENT = new Limits(Duration.ofHours(1), 2, Duration.ofHours(1), 4);

        @Override
        public int concurrency() {
            return 2;
        }

        @Override
        public int queue() {
            return 1;
        }

        @Override
        public double breakerRatio() {
            return 0.5;
        }

        @Override
        public Duration breakerPause() {
            return Duration.ofSeconds(1);
        }
    }

    /** Answers with one status after the other, the last one for ever. */
    private static final class Script {

        private final AtomicInteger calls = new AtomicInteger();
        private final int[] statuses;

        Script(int... statuses) {
            this.statuses = statuses;
        }

        Uni<Response> next() {
            var call = calls.getAndIncrement();
            return Uni.createFrom()
                    .item(Response.status(statuses[Math.min(call, statuses.length - 1)])
                            .build());
        }
    }

    @Inject
    Vertx vertx;

    @Test
    void repeatsTroubleWhereThatIsSafe() {
        var script = new Script(500, 409, 200);

        assertThat(answer(calls().repeated(script::next)).status()).isEqualTo(200);
        assertThat(script.calls).hasValue(3);
    }

    @Test
    void asksOnceWhereARepetitionWouldBeASecondDeed() {
        var script = new Script(500, 200);

        assertThatExceptionOfType(ProviderTrouble.class)
                .isThrownBy(() -> answer(calls().once(script::next)))
                .withMessage("500");
        assertThat(script.calls).hasValue(1);
    }

    @Test
    void givesUpWithTheLastTroubleAfterItsRetries() {
        var script = new Script(500, 502, 503);

        assertThatExceptionOfType(ProviderTrouble.class)
                .isThrownBy(() -> answer(calls().repeated(script::next)))
                .withMessage("503");
        assertThat(script.calls).hasValue(3);
    }

    @Test
    void repeatsNoAnswer() {
        var script = new Script(404, 200);

        assertThat(answer(calls().repeated(script::next)).status()).isEqualTo(404);
        assertThat(script.calls).hasValue(1);
    }

    @Test
    void repeatsNothingThatTheProviderAsksNotToRepeat() {
        var script = new Script(501, 200);

        assertThatExceptionOfType(ProviderTrouble.class).isThrownBy(() -> answer(calls().repeated(script::next)));
        assertThat(script.calls).hasValue(1);
    }

    @Test
    void repeatsNothingWithoutRetries() {
        var script = new Script(500, 200);
        var calls = calls(new Limits(Duration.ofSeconds(5), 0, Duration.ofMillis(1), 4));

        assertThatExceptionOfType(ProviderTrouble.class).isThrownBy(() -> answer(calls.repeated(script::next)));
        assertThat(script.calls).hasValue(1);
    }

    @Test
    void doesNotWaitForeverForAnAnswer() {
        var calls = calls(new Limits(Duration.ofMillis(50), 0, Duration.ofMillis(1), 4));

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> answer(calls.once(() -> Uni.createFrom().nothing())));
    }

    @Test
    void letsTwoCallAndOneWaitAndRefusesTheNextWithoutRepeatingIt() {
        var calls = calls(Limits.PATIENT);
        var pending = new CopyOnWriteArrayList<UniEmitter<? super Response>>();
        var started = new AtomicInteger();
        var results = new ArrayList<CompletableFuture<ProviderReply>>();
        for (var caller = 0; caller < 3; caller++) {
            results.add(calls.repeated(() -> {
                        started.incrementAndGet();
                        return Uni.createFrom().<Response>emitter(pending::add);
                    })
                    .subscribeAsCompletionStage());
        }
        assertThat(started).hasValue(2);

        var refused = new Script(200);
        assertThatExceptionOfType(BulkheadException.class).isThrownBy(() -> answer(calls.repeated(refused::next)));
        assertThat(refused.calls).hasValue(0);

        pending.getFirst().complete(Response.status(200).build());
        await().untilAsserted(() -> assertThat(pending).hasSize(3));
        pending.forEach(emitter -> emitter.complete(Response.status(200).build()));
        results.forEach(result -> assertThat(
                        result.orTimeout(5, TimeUnit.SECONDS).join().status())
                .isEqualTo(200));
    }

    /** Its caller has gone on: a refund, say, was asked about meanwhile, and is not there. */
    @Test
    void makesNoCallThatWaitedForItsTurnUntilItsCallerGaveUp() {
        var calls = calls(new Limits(Duration.ofMillis(50), 0, Duration.ofMillis(1), 10));
        var pending = new CopyOnWriteArrayList<UniEmitter<? super Response>>();
        for (var caller = 0; caller < 2; caller++) {
            calls.once(() -> Uni.createFrom().<Response>emitter(pending::add)).subscribeAsCompletionStage();
        }
        var late = new Script(200);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> answer(calls.once(late::next)));

        pending.forEach(emitter -> emitter.complete(Response.status(200).build()));

        await().untilAsserted(() ->
                assertThat(answer(calls.once(new Script(200)::next)).status()).isEqualTo(200));
        assertThat(late.calls).hasValue(0);
    }

    /** That we ask too much is no sign of the provider's health: those who have a place go on. */
    @Test
    void doesNotBlameTheProviderForACrowd() {
        var calls = calls();
        var pending = new CopyOnWriteArrayList<UniEmitter<? super Response>>();
        for (var caller = 0; caller < 3; caller++) {
            calls.once(() -> Uni.createFrom().<Response>emitter(pending::add)).subscribeAsCompletionStage();
        }
        for (var call = 0; call < 8; call++) {
            assertThatExceptionOfType(BulkheadException.class)
                    .isThrownBy(() -> answer(calls.once(new Script(200)::next)));
        }
        pending.forEach(emitter -> emitter.complete(Response.status(200).build()));

        await().untilAsserted(() ->
                assertThat(answer(calls.once(new Script(200)::next)).status()).isEqualTo(200));
    }

    @Test
    void asksNoLongerAfterTroubleAndTriesAgainAfterAPause() {
        var calls = calls(Limits.PATIENT);
        var script = new Script(500);
        for (var call = 0; call < 4; call++) {
            assertThatExceptionOfType(ProviderTrouble.class).isThrownBy(() -> answer(calls.once(script::next)));
        }

        assertThatExceptionOfType(CircuitBreakerOpenException.class)
                .isThrownBy(() -> answer(calls.repeated(script::next)));
        assertThat(script.calls).hasValue(4);

        var healthy = new Script(200);
        await().ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(answer(calls.once(healthy::next)).status()).isEqualTo(200));
        assertThat(healthy.calls).hasValue(1);
    }

    @Test
    void doesNotCountPassingTroubleOrRefusalsAgainstTheProvider() {
        var calls = calls();
        for (var call = 0; call < 8; call++) {
            assertThatExceptionOfType(ProviderTrouble.class)
                    .isThrownBy(() -> answer(calls.once(new Script(409)::next)));
            assertThat(answer(calls.once(new Script(404)::next)).status()).isEqualTo(404);
        }

        assertThat(answer(calls.once(new Script(200)::next)).status()).isEqualTo(200);
    }

    @Test
    void failsWhereTheCallCannotEvenBeMade() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> answer(calls().once(() -> {
                    throw new IllegalStateException("no key to sign with");
                })));
    }

    @Test
    void doesNotStartWithLimitsThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls(new Limits(Duration.ofSeconds(5), -1, Duration.ofMillis(1), 4)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls(new Limits(Duration.ofSeconds(5), 1, Duration.ZERO, 4)));
    }

    /** Whoever stores the answer needs its own event loop, also where the answer came with the second call. */
    @Test
    void answersOnTheCallersContext() {
        var caller = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        var script = new Script(500, 200);
        var answered = new CompletableFuture<Context>();

        caller.runOnContext(_ -> calls().repeated(script::next)
                .map(_ -> Context.isOnEventLoopThread() ? Vertx.currentContext() : null)
                .subscribe()
                .with(answered::complete, answered::completeExceptionally));

        assertThat(answered.orTimeout(5, TimeUnit.SECONDS).join()).isSameAs(caller);
    }

    private static ProviderCalls calls() {
        return calls(Limits.FEW);
    }

    private static ProviderCalls calls(Limits limits) {
        return new ProviderCalls("test", limits, reply -> {
            switch (reply.status()) {
                case 409 -> throw ProviderTrouble.passing("409");
                case 501 -> throw ProviderTrouble.because("501").notWorthRepeating();
                case 500, 502, 503 -> throw ProviderTrouble.because(String.valueOf(reply.status()));
                default -> {
                    return reply;
                }
            }
        });
    }

    private static ProviderReply answer(Uni<ProviderReply> reply) {
        return reply.await().atMost(Duration.ofSeconds(10));
    }
}
