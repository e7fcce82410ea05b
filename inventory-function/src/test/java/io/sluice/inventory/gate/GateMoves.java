package io.sluice.inventory.gate;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Movement.Change;
import io.sluice.inventory.gate.Gate.Ask;
import io.sluice.inventory.gate.Gate.Settled;
import io.sluice.inventory.gate.Gate.Snapshot;
import io.sluice.inventory.gate.Gate.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random arguments for the gate: few orders, users and numbers, so that they meet often. */
final class GateMoves {

    private static final List<String> USERS = List.of("alice", "a:user:with \"colons\"\n", "carol");
    private static final List<String> PRINTS = List.of("00ff", "beef");

    private final Random random;
    private final long pool;
    private final Instant now;
    private final List<OrderId> orders;

    GateMoves(Random random, long pool, Instant now) {
        this.random = random;
        this.pool = pool;
        this.now = now;
        this.orders = Stream.generate(() -> OrderId.next("alice", now, random))
                .limit(7)
                .toList();
    }

    List<OrderId> orders() {
        return orders;
    }

    List<Ask> asks() {
        return some(4, () -> new Ask(order(), pick(USERS), between(1, 3), pick(PRINTS), between(0, 2_000)));
    }

    /** Most go on where the gate is; some begin too early or too late. */
    List<Step> steps(long applied) {
        var first = applied + 1 + (random.nextInt(3) == 0 ? between(-2, 2) : 0);
        return IntStream.range(0, between(1, 3))
                .mapToObj(number -> new Step(Math.max(1, first + number), between(-2, 3), between(-1, 1), changes()))
                .toList();
    }

    private List<Change> changes() {
        return some(3, () -> {
            var state = pick(List.of(ClaimState.values()));
            var user = state == ClaimState.RELEASED && random.nextInt(4) == 0 ? null : pick(USERS);
            return new Change(order().value(), user, between(1, 3), state);
        });
    }

    List<Settled> settled(long applied) {
        return some(3, () -> new Settled(order(), random.nextInt(3) == 0 ? 0 : Math.max(0, applied + between(-1, 1))));
    }

    /** Of a sale that is open, or sometimes not yet or no more. */
    Snapshot snapshot(long applied) {
        return new Snapshot(
                pool,
                between(3, 8),
                between(0, 3),
                Math.max(0, applied + between(-2, 2)),
                now.plusSeconds(random.nextInt(6) == 0 ? 600 : -600),
                now.plusSeconds(random.nextInt(6) == 0 ? -300 : 1_200),
                between(2, 5),
                now.plusSeconds(3_600),
                decided(),
                units());
    }

    private Map<OrderId, String> decided() {
        var decided = new LinkedHashMap<OrderId, String>();
        some(3, this::order).forEach(order -> decided.put(order, random.nextInt(3) == 0 ? "" : pick(PRINTS)));
        return decided;
    }

    private Map<String, Long> units() {
        var units = new LinkedHashMap<String, Long>();
        some(2, () -> pick(USERS)).forEach(user -> units.put(user, (long) between(1, 3)));
        return units;
    }

    Set<String> users() {
        return Set.copyOf(some(2, this::user));
    }

    String user() {
        return pick(USERS);
    }

    OrderId order() {
        return pick(orders);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private <T> List<T> some(int most, Supplier<T> one) {
        return Stream.generate(one).limit(between(1, most)).toList();
    }
}
