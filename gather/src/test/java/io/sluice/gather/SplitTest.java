package io.sluice.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class SplitTest {

    private final List<List<Integer>> attempts = new ArrayList<>();

    @Property
    void answersEveryRequestInItsPlaceHoweverManyAreBad(
            @ForAll @Size(min = 1, max = 40) @UniqueElements List<@IntRange(max = 99) Integer> requests,
            @ForAll Set<@IntRange(max = 99) Integer> bad) {
        var answers = split(doubling(bad), failure -> failure instanceof IllegalArgumentException)
                .over(requests)
                .await()
                .indefinitely();

        assertThat(answers)
                .isEqualTo(requests.stream()
                        .map(request -> bad.contains(request) ? -1 : 2 * request)
                        .toList());
    }

    @Test
    void asksOnceWhereNothingIsBad() {
        split(doubling(Set.of()), _ -> true).over(List.of(1, 2, 3, 4)).await().indefinitely();

        assertThat(attempts).containsExactly(List.of(1, 2, 3, 4));
    }

    @Test
    void halvesUntilTheBadOneIsAlone() {
        split(doubling(Set.of(3)), _ -> true).over(List.of(1, 2, 3, 4)).await().indefinitely();

        assertThat(attempts).containsExactly(List.of(1, 2, 3, 4), List.of(1, 2), List.of(3, 4), List.of(3), List.of(4));
    }

    @Test
    void failsAtOnceWithWhatIsNoRequestsFault() {
        var split = split(
                _ -> Uni.createFrom().failure(new IllegalStateException("away")),
                failure -> failure instanceof IllegalArgumentException);

        assertThatThrownBy(() -> split.over(List.of(1, 2, 3, 4)).await().indefinitely())
                .hasMessage("away");
        assertThat(attempts).hasSize(1);
    }

    @Test
    void answersNothingWithNothing() {
        var split = split(_ -> Uni.createFrom().failure(new IllegalArgumentException("bad")), _ -> true);

        assertThat(split.over(List.of()).await().indefinitely()).isEmpty();
        assertThat(attempts).isEmpty();
    }

    @Test
    void treatsTooFewAnswersAsAFailure() {
        var split = split(_ -> Uni.createFrom().item(List.of()), _ -> false);

        assertThatThrownBy(() -> split.over(List.of(1, 2)).await().indefinitely())
                .hasMessage("2 requests got 0 answers");
    }

    private Split<Integer, Integer> split(
            Function<List<Integer>, Uni<List<Integer>>> work, java.util.function.Predicate<Throwable> isOnes) {
        return new Split<>(
                requests -> {
                    attempts.add(requests);
                    return work.apply(requests);
                },
                isOnes,
                (_, _) -> Uni.createFrom().item(-1));
    }

    /** Fails as a whole if one of the requests is bad. */
    private static Function<List<Integer>, Uni<List<Integer>>> doubling(Set<Integer> bad) {
        return requests -> requests.stream().anyMatch(bad::contains)
                ? Uni.createFrom().failure(new IllegalArgumentException("bad"))
                : Uni.createFrom()
                        .item(requests.stream().map(request -> 2 * request).toList());
    }
}
