package io.sluice.inventory.flash;

import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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

    private record Turn<T, R>(T whose, R answer, Throwable trouble) {}

    private final String work;
    private volatile Set<T> troubled = Set.of();

    /** @param work what is done, for the log */
    Turns(String work) {
        this.work = work;
    }

    /** Answers what was answered to those who got through. */
    <R> Uni<List<R>> each(Collection<T> all, int atOnce, Function<T, Uni<R>> turn) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUni(one -> Uni.createFrom()
                        .deferred(() -> turn.apply(one))
                        .onItemOrFailure()
                        .transform((answer, trouble) -> new Turn<>(one, answer, trouble)))
                .merge(atOnce)
                .collect()
                .asList()
                .chain(this::through);
    }

    private <R> Uni<List<R>> through(List<Turn<T, R>> turns) {
        var through = turns.stream().filter(turn -> turn.trouble() == null).toList();
        if (through.isEmpty() && !turns.isEmpty()) {
            return Uni.createFrom().failure(turns.getFirst().trouble());
        }
        tell(turns.stream().filter(turn -> turn.trouble() != null).toList());
        return Uni.createFrom().item(through.stream().map(Turn::answer).toList());
    }

    private <R> void tell(List<Turn<T, R>> failed) {
        failed.stream()
                .filter(turn -> !troubled.contains(turn.whose()))
                .forEach(turn -> LOG.warnf("%s of %s waits: %s", work, turn.whose(), turn.trouble()));
        troubled = failed.stream().map(Turn::whose).collect(toSet());
    }
}
