package io.sluice.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatherTest {

    /** What the batches in flight wait for: a test ends each when it likes. */
    private final Queue<Flight> flights = new ArrayDeque<>();

    /** What the executor was given and has not run yet. */
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private record Flight(List<Integer> requests, UniEmitter<? super List<Integer>> emitter) {

        void land() {
            if (requests.contains(BAD)) {
                emitter.fail(new IllegalArgumentException("bad"));
            } else {
                emitter.complete(requests.stream().map(request -> 2 * request).toList());
            }
        }
    }

    private static final int BAD = 13;

    private final Gather<Integer, Integer> gather = gather(new Limits(4, 8));

    @Test
    void sendsALoneCallAtOnce() {
        var call = call(gather, 1);

        assertThat(flights).extracting(Flight::requests).containsExactly(List.of(1));
        land();
        call.assertCompleted().assertItem(2);
    }

    @Test
    void gathersWhatComesWhileABatchIsInFlight() {
        call(gather, 1);
        var second = call(gather, 2);
        var third = call(gather, 3);
        assertThat(flights).hasSize(1);

        land();

        assertThat(flights).extracting(Flight::requests).containsExactly(List.of(2, 3));
        land();
        second.assertItem(4);
        third.assertItem(6);
    }

    @Test
    void takesAtMostABatch() {
        IntStream.rangeClosed(1, 8).forEach(number -> call(gather, number));

        land();

        assertThat(flights.peek().requests()).containsExactly(2, 3, 4, 5);
        land();
        assertThat(flights.peek().requests()).containsExactly(6, 7, 8);
    }

    @Test
    void refusesWhoWouldWaitBehindTooMany() {
        IntStream.rangeClosed(1, 9).forEach(number -> call(gather, number)); // One in flight, eight wait.

        var refused = call(gather, 10);

        refused.assertFailedWith(TooManyWaiting.class, "8 calls wait already");
        land();
        call(gather, 11).assertNotTerminated();
    }

    @Test
    void failsTheBadOneAlone() {
        call(gather, 1);
        var calls = List.of(call(gather, 2), call(gather, BAD), call(gather, 4));

        landAll();

        calls.get(0).assertItem(4);
        calls.get(1).assertFailedWith(IllegalArgumentException.class, "bad");
        calls.get(2).assertItem(8);
    }

    @Test
    void failsTheWholeBatchWithTroubleAndGoesOn() {
        call(gather, 1);
        var calls = List.of(call(gather, 2), call(gather, 3));
        land();

        flights.remove().emitter().fail(new IllegalStateException("away"));
        runTasks();

        calls.forEach(call -> call.assertFailedWith(IllegalStateException.class, "away"));
        var next = call(gather, 5);
        land();
        next.assertItem(10);
    }

    /** What was committed is not told as failed: who heard that would do it again. */
    @Test
    void keepsTheAnswersOfTheHalfBeforeTheTrouble() {
        call(gather, 1);
        var calls = List.of(call(gather, 2), call(gather, 3), call(gather, 4), call(gather, BAD));
        land();
        land(); // All four: the bad one fails them.
        land(); // The first half.

        flights.remove().emitter().fail(new IllegalStateException("away"));
        landAll();

        calls.subList(0, 2).forEach(call -> call.assertCompleted());
        calls.subList(2, 4).forEach(call -> call.assertFailedWith(IllegalStateException.class, "away"));
    }

    /** Its request may be on its way, and is done; the others are answered. */
    @Test
    void answersTheOthersWhereACallerIsGone() {
        call(gather, 1);
        var gone = call(gather, 2);
        var other = call(gather, 3);

        gone.cancel();
        landAll();

        gone.assertNotTerminated();
        other.assertItem(6);
        assertThat(gather.waiting()).isZero();
        var next = call(gather, 4);
        landAll();
        next.assertItem(8);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1"})
    void bearsNoLimitBelowOne(int batch, int waiting) {
        assertThatThrownBy(() -> new Limits(batch, waiting)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void survivesWorkThatThrows() {
        var throwing = new Gather<Integer, Integer>(
                new Limits(4, 8),
                Runnable::run,
                _ -> {
                    throw new IllegalArgumentException("at once");
                },
                IllegalArgumentException.class::isInstance);

        call(throwing, 1).assertFailedWith(IllegalArgumentException.class, "at once");
        call(throwing, 2).assertFailedWith(IllegalArgumentException.class, "at once");
    }

    /** Calls, landings and executor's tasks in any order. */
    @Property
    void answersEachCallOnceWithItsOwnAnswer(
            @ForAll @Size(max = 200) List<@IntRange(max = 20) Integer> steps,
            @ForAll @IntRange(min = 1, max = 5) int batch) {
        flights.clear();
        tasks.clear();
        var gathered = gather(new Limits(batch, 1_000));
        var requests = new ArrayList<Integer>();
        var calls = new ArrayList<UniAssertSubscriber<Integer>>();

        for (var step : steps) {
            if (step >= 5) {
                requests.add(step);
                calls.add(gathered.call(step).subscribe().withSubscriber(UniAssertSubscriber.create()));
            } else if (step >= 3) {
                runOneTask();
            } else if (!flights.isEmpty()) {
                flights.remove().land();
            }
            assertThat(flights).hasSizeLessThanOrEqualTo(1);
            assertThat(flights)
                    .allSatisfy(flight -> assertThat(flight.requests()).hasSizeLessThanOrEqualTo(batch));
        }
        landAll();

        for (var number = 0; number < calls.size(); number++) {
            if (requests.get(number) == BAD) {
                calls.get(number).assertFailedWith(IllegalArgumentException.class, "bad");
            } else {
                calls.get(number).assertItem(2 * requests.get(number));
            }
        }
        assertThat(gathered.waiting()).isZero();
    }

    @Test
    void losesNoCallOfManyThreads() throws Exception {
        var inFlight = new AtomicInteger();
        var most = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8);
                var work = Executors.newFixedThreadPool(2)) {
            var crowded = new Gather<Integer, Integer>(
                    new Limits(64, 100_000),
                    work,
                    requests -> Uni.createFrom()
                            .item(() -> {
                                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                                return requests.stream()
                                        .map(request -> 2 * request)
                                        .toList();
                            })
                            .runSubscriptionOn(work)
                            .invoke(inFlight::decrementAndGet),
                    _ -> false);
            var begin = new CountDownLatch(8);
            var sums = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> {
                        begin.countDown();
                        begin.await();
                        var calls = IntStream.range(0, 5_000)
                                .mapToObj(_ -> ThreadLocalRandom.current().nextInt(1_000))
                                .map(request -> crowded.call(request)
                                        .map(answer -> answer - 2 * request)
                                        .subscribeAsCompletionStage())
                                .toList();
                        return calls.stream().mapToInt(CompletableFuture::join).sum();
                    }))
                    .toList();

            for (var sum : sums) {
                assertThat(sum.get(60, TimeUnit.SECONDS)).isZero();
            }
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void answersOnTheCallersContext() throws Exception {
        var vertx = Vertx.vertx();
        try (var elsewhere = Executors.newSingleThreadExecutor()) {
            var called = new CompletableFuture<Context>();
            var answered = new CompletableFuture<Context>();
            var away = new Gather<Integer, Integer>(
                    new Limits(4, 8), elsewhere, requests -> Uni.createFrom().item(requests), _ -> false);

            vertx.runOnContext(_ -> {
                called.complete(Vertx.currentContext());
                away.call(1).subscribe().with(_ -> answered.complete(Vertx.currentContext()));
            });

            assertThat(called.get(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(answered.get(20, TimeUnit.SECONDS)).isSameAs(called.get());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private Gather<Integer, Integer> gather(Limits limits) {
        return new Gather<>(
                limits,
                tasks::add,
                requests ->
                        Uni.createFrom().emitter(emitter -> flights.add(new Flight(List.copyOf(requests), emitter))),
                IllegalArgumentException.class::isInstance);
    }

    private UniAssertSubscriber<Integer> call(Gather<Integer, Integer> gathered, int request) {
        UniAssertSubscriber<Integer> subscriber =
                gathered.call(request).subscribe().withSubscriber(UniAssertSubscriber.create());
        runTasks();
        return subscriber;
    }

    private void land() {
        flights.remove().land();
        runTasks();
    }

    private void landAll() {
        runTasks();
        while (!flights.isEmpty()) {
            land();
        }
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            runOneTask();
        }
    }

    private void runOneTask() {
        var task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }
}
