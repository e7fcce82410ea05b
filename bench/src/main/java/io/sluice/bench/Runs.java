package io.sluice.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The same thing measured again and again. A run of which the measurement itself went wrong is rejected and made anew, not
 * averaged, and whoever waits is told why; one that the system did badly in is none of these.
 *
 * @param sound those that count
 * @param rejected how many do not
 */
record Runs<T>(List<T> sound, int rejected) {

    /** So many, whatever comes of them. */
    static <T> Runs<T> all(int count, Supplier<T> run) {
        return new Runs<>(Stream.generate(run).limit(count).toList(), 0);
    }

    /** Until so many are sound; unsound if more than as many again are not. */
    static <T> Runs<T> of(int wanted, Supplier<T> run) {
        var sound = new ArrayList<T>();
        var rejected = 0;
        while (sound.size() < wanted) {
            try {
                sound.add(run.get());
            } catch (Unsound trouble) {
                rejected++;
                System.err.printf("  rejected: %s%n", trouble.getMessage());
                if (rejected > wanted) {
                    throw trouble;
                }
            }
        }
        return new Runs<>(List.copyOf(sound), rejected);
    }

    /** The one with the median {@code figure}. */
    T median(ToDoubleFunction<T> figure) {
        return sorted(figure).get(sound.size() / 2);
    }

    T least(ToDoubleFunction<T> figure) {
        return sorted(figure).getFirst();
    }

    T most(ToDoubleFunction<T> figure) {
        return sorted(figure).getLast();
    }

    Figure figure() {
        return Figure.of("  runs rejected", rejected, "");
    }

    private List<T> sorted(ToDoubleFunction<T> figure) {
        return sound.stream().sorted(Comparator.comparingDouble(figure)).toList();
    }
}
