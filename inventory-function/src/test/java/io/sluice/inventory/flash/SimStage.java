package io.sluice.inventory.flash;

import io.sluice.inventory.gate.Gate.Figures;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The simulator's servers and one instance for the test of a single flow: nothing goes wrong but what the test does. */
final class SimStage {

    final SimCounts counts = new SimCounts();
    final SimWorld world;
    final SimInstance instance;
    final long pool;

    private int keys;

    SimStage() {
        this(new SimParts());
    }

    SimStage(SimParts parts) {
        world = new SimWorld(parts, new SimDice(1), SimTrace.none(), counts);
        instance = world.instances().getFirst();
        pool = world.shares().getFirst();
        world.scheduler().calmDown();
    }

    /** Does all that is under way. */
    void play() {
        while (world.scheduler().advance()) {
            // Each step may begin another.
        }
    }

    /** Does all that {@code work} needs; null if it fails. */
    <T> T play(Uni<T> work) {
        var answer = new AtomicReference<T>();
        work.subscribe().with(answer::set, _ -> {});
        play();
        return answer.get();
    }

    /** Somebody new wants one unit. */
    Wish wish() {
        var sale = world.sales().getFirst();
        var user = "user " + ++keys;
        var order = new TicketKey(world.config()).id(sale, user, "key");
        return new SimPurchase(order, user, sale, sale.items().getFirst(), 1).wish(sale);
    }

    /** PostgreSQL decides a request, whatever Redis knows. */
    void decide(Wish wish) {
        play(world.postgres(instance.life())
                .decide(List.of(wish.admittedAt(world.clock().now()))));
    }

    /** The last movement that Redis has followed in the pool; empty if nothing is loaded. */
    Optional<Long> applied() {
        return world.redis().figures(pool).map(Figures::applied);
    }
}
