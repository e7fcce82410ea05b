package io.sluice.inventory.flash;

import static java.util.stream.Collectors.toMap;

import io.sluice.inventory.gate.Folding;
import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.Gate.Figures;
import io.sluice.inventory.gate.Gate.Step;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Feeds the gate what PostgreSQL committed. Each round asks the gate where it is and goes on from there, so that one that
 * forgot something, or everything, catches up though nothing else happens. The gate takes a step only if it is its next: a
 * relay that is late, doubled or has died harms nobody. Where nothing is loaded, it loads.
 */
@ApplicationScoped
class RelayMovements {

    /** Pools that are asked for at a time. */
    private static final int AT_ONCE = 8;

    /** Orders that one call of the gate takes. */
    private static final int ORDERS = 1_000;

    /** How far the gate has followed in a pool; empty if nothing is loaded. */
    private record Here(long pool, Optional<Long> applied) {}

    private final Gate gate;
    private final Steps steps;
    private final LoadPool loader;
    private final Turns<Long> looks = new Turns<>("relay: the position");
    private final Turns<Long> moves = new Turns<>("relay: the movement");
    private volatile long lag;

    RelayMovements(Gate gate, Steps steps, LoadPool loader) {
        this.gate = gate;
        this.steps = steps;
        this.loader = loader;
    }

    /** One round. Answers whether anything was fed: then there may be more. */
    Uni<Boolean> relay() {
        return steps.pools()
                .chain(this::look)
                .chain(here -> steps.after(positions(here)).chain(news -> move(here, news)));
    }

    /** Committed movements that the gate had not followed when the last round looked: the sum of all pools. */
    long lag() {
        return lag;
    }

    /** Where the gate is. For all that is known, a pool of which it does not answer has followed nothing. */
    private Uni<List<Here>> look(Map<Long, Long> pools) {
        lag = behind(pools, Map.of());
        return looks.each(
                        pools.keySet(),
                        AT_ONCE,
                        pool -> gate.figures(pool).map(found -> new Here(pool, found.map(Figures::applied))))
                .invoke(here -> lag = behind(pools, positions(here)));
    }

    private static Map<Long, Long> positions(List<Here> here) {
        return here.stream()
                .filter(one -> one.applied().isPresent())
                .collect(toMap(Here::pool, one -> one.applied().get()));
    }

    private static long behind(Map<Long, Long> pools, Map<Long, Long> applied) {
        return pools.entrySet().stream()
                .mapToLong(pool -> Math.max(0, pool.getValue() - applied.getOrDefault(pool.getKey(), 0L)))
                .sum();
    }

    private Uni<Boolean> move(List<Here> here, Map<Long, List<Step>> news) {
        var pools = here.stream()
                .filter(one -> one.applied().isEmpty() || news.containsKey(one.pool()))
                .map(Here::pool)
                .toList();
        return moves.each(pools, 1, pool -> news.containsKey(pool) ? feed(pool, news.get(pool)) : load(pool))
                .map(fed -> fed.contains(true));
    }

    private Uni<Boolean> feed(long pool, List<Step> news) {
        var now = firstThatFit(news);
        var later = news.subList(now.size(), news.size());
        return gate.apply(pool, now).chain(said -> switch (said) {
            case Folding.Done _ -> later.isEmpty() ? Uni.createFrom().item(true) : feed(pool, later);
            case Folding.NotLoaded() -> Uni.createFrom().item(false); // Emptied just now: the next round loads it.
        });
    }

    /** At least one: whoever writes a movement has a limit of its own. */
    private static List<Step> firstThatFit(List<Step> steps) {
        var orders = steps.getFirst().changes().size();
        var count = 1;
        while (count < steps.size() && (orders += steps.get(count).changes().size()) <= ORDERS) {
            count++;
        }
        return steps.subList(0, count);
    }

    /** What is loaded is as PostgreSQL has it: there is nothing to feed it yet. */
    private Uni<Boolean> load(long pool) {
        return loader.load(pool).replaceWith(false);
    }
}
