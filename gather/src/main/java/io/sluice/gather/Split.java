package io.sluice.gather;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Does work for a list, and for its halves if that fails, so that of n requests one bad one costs about 2 log n more
 * attempts and fails alone. The work of a failed attempt must have left nothing behind, or bear to be repeated.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 * @param work answers each of a list's requests, in their order
 * @param isOnes whether a failure may be one request's fault; where it is not (a server is away, say), all fail with it
 * @param alone what becomes of a single request that failed
 */
public record Split<Q, A>(
        Function<List<Q>, Uni<List<A>>> work, Predicate<Throwable> isOnes, BiFunction<Q, Throwable, Uni<A>> alone) {

    /** Answers all requests, in their order; fails with what is no request's fault. */
    public Uni<List<A>> over(List<Q> requests) {
        if (requests.isEmpty()) {
            return Uni.createFrom().item(List.of()); // Nothing has no halves that would be less.
        }
        return attempt(requests)
                .onFailure(isOnes)
                .recoverWithUni(failure -> requests.size() == 1
                        ? alone.apply(requests.getFirst(), failure).map(List::of)
                        : halves(requests));
    }

    private Uni<List<A>> attempt(List<Q> requests) {
        return Uni.createFrom()
                .deferred(() -> work.apply(requests))
                .invoke(answers -> requireOneEach(requests, answers));
    }

    private Uni<List<A>> halves(List<Q> requests) {
        var middle = requests.size() / 2;
        return over(requests.subList(0, middle))
                .chain(first -> over(requests.subList(middle, requests.size())).map(second -> join(first, second)));
    }

    private static <A> List<A> join(List<A> first, List<A> second) {
        var all = new ArrayList<A>(first.size() + second.size());
        all.addAll(first);
        all.addAll(second);
        return all;
    }

    private static void requireOneEach(List<?> requests, List<?> answers) {
        if (answers.size() != requests.size()) {
            throw new IllegalStateException(requests.size() + " requests got " + answers.size() + " answers");
        }
    }
}
