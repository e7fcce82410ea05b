package io.sluice.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.gather.Split;
import io.sluice.problems.DatabaseRefusal;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The messages of one poll on their way to a listener. An attempt hands over those that wait together; after trouble, the
 * next one leaves out those of which it is known that they are applied or parked.
 *
 * @param <E> what they are read as
 */
class Poll<E> {

    private final Hears<E> listener;
    private final BiFunction<DeadLetter, Refused, Uni<Void>> park;
    private final Map<DeadLetter, Refused> unreadable = new LinkedHashMap<>();
    private List<Heard<E>> waiting = new ArrayList<>();
    private DeadLetter first;

    /** @param park puts a letter aside; a repeat is harmless */
    Poll(
            Hears<E> listener,
            List<DeadLetter> letters,
            ObjectMapper json,
            BiFunction<DeadLetter, Refused, Uni<Void>> park) {
        this.listener = listener;
        this.park = park;
        first = letters.getFirst();
        for (var letter : letters) {
            try {
                waiting.add(Heard.read(json, listener.type(), letter));
            } catch (Refused refused) {
                unreadable.put(letter, refused);
            }
        }
    }

    /** Completes when each message is applied or parked. */
    synchronized Uni<Void> attempt() {
        var parking = Uni.createFrom().voidItem();
        for (var letter : unreadable.entrySet()) {
            parking = parking.chain(() -> park.apply(letter.getKey(), letter.getValue()));
        }
        var split = new Split<Heard<E>, Boolean>(this::handOver, Refused::isBehind, this::alone);
        var heard = waiting;
        return parking.chain(() -> split.over(heard)).replaceWithVoid();
    }

    /** Learns from a failed attempt where it stopped; answers the letter in trouble or, if that is not known, the first. */
    synchronized DeadLetter stopped(Throwable trouble) {
        if (trouble instanceof StoppedAt stopped) {
            waiting = waiting.stream()
                    .dropWhile(heard -> !stopped.isAt(heard.message()))
                    .toList();
            unreadable.clear(); // They are parked before any is handed over.
            first = waiting.getFirst().letter();
        }
        return first;
    }

    private Uni<List<Boolean>> handOver(List<Heard<E>> some) {
        return listener.onAll(some.stream().map(Heard::message).toList())
                .replaceWith(() -> Collections.nCopies(some.size(), true));
    }

    /** Whatever becomes of it, all ahead of it are done with. */
    private Uni<Boolean> alone(Heard<E> one, Throwable failure) {
        var end = DatabaseRefusal.isBehind(failure) ? onceMore(one) : park(one, failure);
        return end.onFailure().transform(trouble -> new StoppedAt(one.message(), trouble));
    }

    /** What two instances wrote at the same moment is nobody's fault, and does not fail again. */
    private Uni<Boolean> onceMore(Heard<E> one) {
        return Uni.createFrom()
                .deferred(() -> listener.onAll(List.of(one.message())))
                .replaceWith(true)
                .onFailure(Refused::isBehind)
                .recoverWithUni(failure -> park(one, failure));
    }

    private Uni<Boolean> park(Heard<E> one, Throwable failure) {
        return park.apply(one.letter(), Refused.behind(failure).orElseThrow()).replaceWith(false);
    }
}
