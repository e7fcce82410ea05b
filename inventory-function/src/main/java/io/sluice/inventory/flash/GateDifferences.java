package io.sluice.inventory.flash;

import static java.util.function.Predicate.not;

import io.sluice.inventory.flash.Difference.Kind;
import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.Gate.Figures;
import io.sluice.inventory.gate.Gate.Waiting;
import io.sluice.inventory.gate.Loading;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Compares Redis with PostgreSQL, and repairs Redis, which is all that may be repaired here: by loading it anew. */
@ApplicationScoped
class GateDifferences {

    private static final Logger LOG = Logger.getLogger(GateDifferences.class);

    private final Gate gate;
    private final Steps steps;
    private final LoadPool loader;
    private final Turns<Long> comparisons = new Turns<>("the comparison");

    GateDifferences(Gate gate, Steps steps, LoadPool loader) {
        this.gate = gate;
        this.steps = steps;
        this.loader = loader;
    }

    Uni<List<Difference>> findAndRepair() {
        return steps.pools()
                .chain(pools -> comparisons.each(pools.keySet(), 1, this::compare))
                .map(found -> found.stream().flatMap(List::stream).toList());
    }

    /** What Redis had followed is read first: PostgreSQL can only have moved on since. */
    private Uni<List<Difference>> compare(long pool) {
        return gate.figures(pool)
                .chain(here -> here.isEmpty()
                        ? loader.load(pool).replaceWith(List.of())
                        : steps.at(pool, here.get().applied())
                                .chain(there -> gate.waiting(pool)
                                        .map(waiting -> differences(pool, here.get(), there, waiting)))
                                .call(found ->
                                        found.isEmpty() ? Uni.createFrom().voidItem() : repair(pool)));
    }

    private Uni<Void> repair(long pool) {
        return loader.load(pool)
                .invoke(said -> said.filter(not(Loading.Loaded.class::isInstance))
                        .ifPresent(other -> LOG.warnf("pool %d is left to the next comparison: %s", pool, other)))
                .replaceWithVoid();
    }

    private static List<Difference> differences(long pool, Figures here, Optional<Steps.At> there, Waiting waiting) {
        if (there.isEmpty()) {
            return List.of();
        }
        var expected = there.get();
        if (expected.seq() < here.applied()) {
            return List.of(difference(Kind.GATE_BEYOND, pool, expected.seq(), here.applied()));
        }
        var found = new ArrayList<Difference>();
        if (expected.total() != here.total() || expected.durable() != here.durable()) {
            found.add(difference(
                    Kind.GATE_FIGURES,
                    pool,
                    expected.total() + " - " + expected.durable(),
                    here.total() + " - " + here.durable()));
        }
        if (expected.closes().toEpochMilli() != here.closes().toEpochMilli()) {
            found.add(difference(Kind.GATE_WINDOW, pool, expected.closes(), here.closes()));
        }
        if (waiting.kept() != waiting.counted()) {
            found.add(difference(Kind.GATE_PENDING, pool, waiting.counted(), waiting.kept()));
        }
        return found;
    }

    private static Difference difference(Kind kind, long pool, Object expected, Object found) {
        return new Difference(kind, pool, null, String.valueOf(expected), String.valueOf(found));
    }
}
