package io.sluice.inventory.flash;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * A loop's work for each of several pools or sales. One's trouble keeps nobody else from his turn, and is told when it begins,
 * not each round. Only if nobody gets through, the round fails: then it is a server's trouble.
 *
 * @param <T> whose turn it is
 */
final class Turns<T> {

    private static final Logger LOG = Logger.getLogger(Turns.class);

    private record Turn<R>(R answer, Throwable trouble) {}

    private final String work;
    private final Set<T> troubled = ConcurrentHashMap.newKeySet();

    /** @param work what is done, for the log */
    Turns(String work) {
        this.work = work;
    }

    /** Answers what was answered to those who got through. */
    <R> Uni<List<R>> each(Collection<T> all, int atOnce, Function<T, Uni<R>> turn) {
        troubled.retainAll(all);
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUni(one -> take(one, turn))
                .merge(atOnce)
                .collect()
                .asList()
                .chain(Turns::through);
    }

    private <R> Uni<Turn<R>> take(T one, Function<T, Uni<R>> turn) {
        return Uni.createFrom()
                .deferred(() -> turn.apply(one))
                .onItemOrFailure()
                .transform((answer, trouble) -> {
                    learn(one, trouble);
                    return new Turn<>(answer, trouble);
                });
    }

    private void learn(T one, Throwable trouble) {
        if (trouble == null) {
            troubled.remove(one);
        } else if (troubled.add(one)) {
            LOG.warnf("%s of %s waits: %s", work, one, trouble);
        }
    }

    private static <R> Uni<List<R>> through(List<Turn<R>> turns) {
        var through = turns.stream().filter(turn -> turn.trouble() == null).toList();
        return through.isEmpty() && !turns.isEmpty()
                ? Uni.createFrom().failure(turns.getFirst().trouble())
                : Uni.createFrom().item(through.stream().map(Turn::answer).toList());
    }
}
