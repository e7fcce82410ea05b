package io.sluice.outbox;

import static io.sluice.outbox.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With pauses of a minute at most, the first of 3.75 s, at times that a test makes up. */
class HeldBackTest {

    private static final List<OutboxRow> ROWS =
            List.of(row(1, "orders", "a"), row(2, "orders", "b"), row(3, "stock", "a"), row(4, "stock", "c"));

    private static final Slice A_KEY = Slice.ofKey(ROWS.getFirst());
    private static final Slice ORDERS = Slice.all("orders");
    private static final Slice STOCK = Slice.all("stock");

    private long now = Long.MAX_VALUE - 1; // It may overflow, and must not matter.

    private final HeldBack heldBack = new HeldBack(Configs.of("outbox.hold-back", "60s"), () -> now);

    @Test
    void holdsBackWhatTookNothingWhileOthersDid() {
        round(Set.of(3L, 4L), Set.of(ORDERS));

        assertThat(heldBack.now()).containsExactly(ORDERS);
    }

    @Test
    void blamesNobodyWhoTookSomething() {
        round(Set.of(1L, 3L), Set.of(ORDERS, STOCK, partitionOf("a"), Slice.ofKey(ROWS.get(1))));

        assertThat(heldBack.now()).containsExactly(Slice.ofKey(ROWS.get(1)));
    }

    @Test
    void blamesNobodyWhileKafkaIsAway() {
        round(Set.of(), Set.of(partitionOf("a"), partitionOf("b"), STOCK));

        assertThat(heldBack.now()).isEmpty();
    }

    /** No broker says that a message is too large because it is away. */
    @Test
    void holdsBackWhatFailsForItselfThoughNothingElseWasTried() {
        round(Set.of(), Set.of(A_KEY));

        assertThat(heldBack.now()).containsExactly(A_KEY);
    }

    /** What has waited for long may fill whole rounds: nothing else is taken then, and still it must not stop the rest. */
    @Test
    void holdsBackAgainWhatFailsAgainThoughNothingElseWasTried() {
        round(Set.of(3L, 4L), Set.of(ORDERS));
        pause();

        round(Set.of(), Set.of(ORDERS));

        assertThat(heldBack.now()).containsExactly(ORDERS);
    }

    /** It may have failed for Kafka's sake: whoever else fails with it tells that. */
    @Test
    void letsThoseGoThatFailAgainWithAllOthers() {
        round(Set.of(3L, 4L), Set.of(ORDERS));
        pause();

        round(Set.of(), Set.of(ORDERS, STOCK));

        assertThat(heldBack.now()).isEmpty();
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToTheLongest() {
        var pauses = Stream.generate(() -> {
                    round(Set.of(3L, 4L), Set.of(ORDERS));
                    return pause();
                })
                .limit(7)
                .map(Duration::toMillis);

        assertThat(pauses).containsExactly(3_750L, 7_500L, 15_000L, 30_000L, 60_000L, 60_000L, 60_000L);
    }

    @Test
    void beginsAnewWithWhatDidNotFailForTheLongestPause() {
        round(Set.of(3L, 4L), Set.of(ORDERS));
        pause();
        now += Duration.ofSeconds(61).toNanos();
        assertThat(heldBack.now()).isEmpty();

        round(Set.of(3L, 4L), Set.of(ORDERS));

        assertThat(pause()).isEqualTo(Duration.ofMillis(3_750));
    }

    @Test
    void holdsBackNoMoreThanTheRelayCanCompare() {
        var rows = LongStream.range(0, 600)
                .mapToObj(number -> row(number, "orders", "key-" + number))
                .toList();

        heldBack.learn(
                rows, new Delivered(Set.of(), rows.stream().map(Slice::ofKey).collect(Collectors.toSet())));

        assertThat(heldBack.now()).hasSize(500);
    }

    private void round(Set<Long> acknowledged, Set<Slice> refused) {
        heldBack.learn(ROWS, new Delivered(acknowledged, refused));
    }

    /** Lets the time pass until nothing is held back. */
    private Duration pause() {
        var length = Duration.ZERO;
        while (!heldBack.now().isEmpty()) {
            length = length.plusMillis(10);
            now += Duration.ofMillis(10).toNanos();
        }
        return length;
    }

    private static Slice partitionOf(String key) {
        return Slice.ofPartition("orders", Slice.hash(key) % 6, 6);
    }
}
