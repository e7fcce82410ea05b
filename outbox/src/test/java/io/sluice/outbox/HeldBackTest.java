package io.sluice.outbox;

import static io.sluice.outbox.Rows.row;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeldBackTest {

    private static final List<OutboxRow> ROWS =
            List.of(row(1, "orders", "a"), row(2, "orders", "b"), row(3, "stock", "a"), row(4, "stock", "c"));

    private static final Slice A_KEY = Slice.ofKey(ROWS.getFirst());
    private static final Slice ORDERS = Slice.all("orders");
    private static final Slice STOCK = Slice.all("stock");

    private final HeldBack heldBack = heldBack("60s");

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
        var soon = heldBack("1600ms");
        soon.learn(ROWS, new Delivered(Set.of(3L, 4L), Set.of(ORDERS)));
        await().atMost(1, SECONDS).until(() -> soon.now().isEmpty());

        soon.learn(ROWS, new Delivered(Set.of(), Set.of(ORDERS)));

        assertThat(soon.now()).containsExactly(ORDERS);
    }

    /** It may have failed for Kafka's sake: whoever else fails with it tells that. */
    @Test
    void letsThoseGoThatFailAgainWithAllOthers() {
        var soon = heldBack("1600ms");
        soon.learn(ROWS, new Delivered(Set.of(3L, 4L), Set.of(ORDERS)));
        await().atMost(1, SECONDS).until(() -> soon.now().isEmpty());

        soon.learn(ROWS, new Delivered(Set.of(), Set.of(ORDERS, STOCK)));

        assertThat(soon.now()).isEmpty();
    }

    @Test
    void waitsTwiceAsLongEachTime() {
        var soon = heldBack("1600ms");
        var pauses = LongStream.range(0, 3).map(_ -> pauseMillis(soon)).toArray();

        assertThat(pauses[0]).isGreaterThanOrEqualTo(95);
        assertThat(pauses[1]).isGreaterThanOrEqualTo(195);
        assertThat(pauses[2]).isGreaterThanOrEqualTo(395);
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

    private static long pauseMillis(HeldBack soon) {
        var begin = System.nanoTime();
        soon.learn(ROWS, new Delivered(Set.of(3L, 4L), Set.of(ORDERS)));
        await().pollInterval(Duration.ofMillis(5))
                .atMost(2, SECONDS)
                .until(() -> soon.now().isEmpty());
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private static Slice partitionOf(String key) {
        return Slice.ofPartition("orders", Slice.hash(key) % 6, 6);
    }

    private static HeldBack heldBack(String longest) {
        return new HeldBack(Configs.of("outbox.hold-back", longest));
    }
}
