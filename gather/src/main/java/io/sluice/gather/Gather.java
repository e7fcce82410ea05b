package io.sluice.gather;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Gathers the calls that come while a batch is in flight into the next one.
 *
 * <p>Safe for use by many threads. An answer comes on the caller's Vert.x context, if it had one: what it does next is
 * its own business, not the batch's.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class Gather<Q, A> {

    private final Limits limits;
    private final Executor executor;
    private final Split<Call<Q, A>, Outcome<A>> split;
    private final Queue<Call<Q, A>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean inFlight = new AtomicBoolean();

    /**
     * @param executor where each batch begins: a Vert.x context, say
     * @param work answers each request of a batch, in their order; repeated for the halves of a batch that failed
     * @param isOnes whether a failure may be one request's fault; where it is not, the batch's calls all fail with it
     */
    public Gather(Limits limits, Executor executor, Function<List<Q>, Uni<List<A>>> work, Predicate<Throwable> isOnes) {
        this.limits = limits;
        this.executor = executor;
        this.split = new Split<>(
                calls -> work.apply(calls.stream().map(Call::request).toList())
                        .map(Gather::answered)
                        .onFailure(failure -> !isOnes.test(failure))
                        .recoverWithItem(failure -> failed(calls, failure)),
                isOnes,
                (_, failure) -> Uni.createFrom().item(new Failed<>(failure)));
    }

    /** Answers {@code request} with the next batch. Fails with {@link TooManyWaiting}, or with what its work failed with. */
    public Uni<A> call(Q request) {
        return Uni.createFrom().emitter(emitter -> {
            if (size.incrementAndGet() > limits.waiting()) {
                size.decrementAndGet();
                emitter.fail(new TooManyWaiting(limits.waiting()));
                return;
            }
            waiting.add(new Call<>(request, emitter, callersExecutor()));
            begin();
        });
    }

    /** How many calls wait for their batch. */
    public int waiting() {
        return size.get();
    }

    private void begin() {
        if (inFlight.compareAndSet(false, true)) {
            executor.execute(this::fly);
        }
    }

    private void fly() {
        var batch = next();
        if (batch.isEmpty()) {
            land();
            return;
        }
        split.over(batch)
                .subscribe()
                .with(outcomes -> answer(batch, outcomes), failure -> answer(batch, failed(batch, failure)));
    }

    private List<Call<Q, A>> next() {
        var batch = new ArrayList<Call<Q, A>>();
        Call<Q, A> call;
        while (batch.size() < limits.batch() && (call = waiting.poll()) != null) {
            batch.add(call);
        }
        size.addAndGet(-batch.size());
        return batch;
    }

    /** A call that came just now found us in flight, and began nothing: it is looked for once more. */
    private void land() {
        inFlight.set(false);
        if (!waiting.isEmpty()) {
            begin();
        }
    }

    private void answer(List<Call<Q, A>> batch, List<Outcome<A>> outcomes) {
        for (var number = 0; number < batch.size(); number++) {
            batch.get(number).end(outcomes.get(number));
        }
        executor.execute(this::fly);
    }

    private static <A> List<Outcome<A>> answered(List<A> answers) {
        return answers.stream().<Outcome<A>>map(Answered::new).toList();
    }

    /** Trouble: those whose half of the batch was answered before keep their answers. */
    private static <A> List<Outcome<A>> failed(List<?> calls, Throwable failure) {
        return calls.stream().<Outcome<A>>map(_ -> new Failed<>(failure)).toList();
    }

    private static Executor callersExecutor() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(_ -> task.run());
    }

    private sealed interface Outcome<A> {}

    private record Answered<A>(A answer) implements Outcome<A> {}

    private record Failed<A>(Throwable failure) implements Outcome<A> {}

    private record Call<Q, A>(Q request, UniEmitter<? super A> emitter, Executor caller) {

        void end(Outcome<A> outcome) {
            caller.execute(() -> {
                switch (outcome) {
                    case Answered<A>(var answer) -> emitter.complete(answer);
                    case Failed<A>(var failure) -> emitter.fail(failure);
                }
            });
        }
    }
}
