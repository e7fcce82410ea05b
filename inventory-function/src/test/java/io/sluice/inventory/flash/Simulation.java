package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Basket;
import io.sluice.inventory.domain.Line;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** One schedule: whatever can happen happens in an order that the seed says, then all calms down. */
final class Simulation {

    /** Each schedule makes trouble, which loops would tell of. */
    private static final List<Logger> LOOPS = Stream.of(Turns.class, GateDifferences.class)
            .map(loop -> Logger.getLogger(loop.getName()))
            .toList();

    static {
        LOOPS.forEach(loop -> loop.setLevel(Level.OFF));
    }

    private final SimWorld world;
    private final SimDice dice;
    private final SimFlows flows = new SimFlows();
    private final SimTrace trace;
    private final SimCounts counts;
    private final SimCustomers customers;
    private final SimFaults faults;
    private final SimInvariants invariants;
    private final SimWheel wheel;

    /** Calls that are under way at a time: a few, and each flow gets far; many, and they get into each other's way. */
    private final int atOnce;

    private int ordinary;

    private Simulation(long seed, SimParts parts, SimTrace trace, SimCounts counts) {
        this.dice = new SimDice(seed);
        this.trace = trace;
        this.counts = counts;
        world = new SimWorld(parts, dice, trace, counts);
        customers = new SimCustomers(world, flows, trace, counts);
        faults = new SimFaults(world, trace, counts);
        invariants = new SimInvariants(world);
        wheel = wheel();
        atOnce = dice.between(2, 14);
    }

    /** Plays the seed's schedule. Fails with {@link SimViolation}. */
    static void play(long seed, SimParts parts, SimTrace trace, SimCounts counts) {
        new Simulation(seed, parts, trace, counts).play();
    }

    private void play() {
        var steps = dice.between(60, 260);
        var scheduler = world.scheduler();
        while (scheduler.step() < steps) {
            if (isTimeToAct() || !scheduler.advance()) {
                scheduler.tick();
                wheel.spin(dice);
            }
            flows.check();
            invariants.check();
        }
        counts.add("steps", scheduler.step());
        new SimEpilogue(world, customers, flows, invariants, counts).play();
        counts.add("schedules");
    }

    private boolean isTimeToAct() {
        return world.scheduler().waiting() < atOnce && dice.chance(35);
    }

    private SimWheel wheel() {
        return new SimWheel()
                .with(14, customers::buy)
                .with(some(8), customers::retry)
                .with(some(10), customers::poll)
                .with(13, this::hearRequests)
                .with(8, world.orders()::hearStock)
                .with(8, () -> loop("news", SimInstance::hearNews))
                .with(some(16), () -> loop("relay", SimInstance::relay))
                .with(some(3), () -> loop("sweep", SimInstance::sweep))
                .with(some(3), () -> loop("refresh", SimInstance::refresh))
                .with(2, () -> loop("end", SimInstance::endSales))
                .with(1, this::compare)
                .with(some(7), this::endAnOrder)
                .with(some(2), this::adjust)
                .with(some(3), this::placeAnOrder)
                .with(some(1), customers::cancelSale)
                .with(some(5), this::pass)
                .with(some(8), faults::save)
                .with(some(9), faults::strike);
    }

    /** Each schedule has much of some things, and nothing of others: so they come together in all ways. */
    private int some(int times) {
        return times * dice.pick(List.of(0, 1, 1, 1, 2, 3));
    }

    private <T> void loop(String name, Function<SimInstance, Uni<T>> round) {
        var instance = world.anInstance();
        flows.round(instance, name, round.apply(instance), _ -> {});
    }

    private void hearRequests() {
        var pool = dice.pick(world.shares());
        loop("requests of " + pool, instance -> instance.hearRequests(pool));
    }

    private void compare() {
        var instance = world.anInstance();
        flows.round(instance, "compare", instance.compare(), found -> SimEpilogue.requireNone(found, "in the middle"));
    }

    private void endAnOrder() {
        if (dice.chance(30)) {
            count("returns", world.orders().giveBack());
        } else {
            count(
                    "orders paid or cancelled",
                    dice.chance(40) ? world.orders().pay() : world.orders().cancel());
        }
    }

    private void count(String what, boolean happened) {
        if (happened) {
            counts.add(what);
        }
    }

    private void adjust() {
        var delta = dice.chance(50) ? dice.between(1, 2) : -dice.between(1, 2);
        if (world.stocktaking().adjust(dice.pick(List.of("lamp", "vase")), delta)) {
            counts.add("adjustments");
        }
    }

    private void placeAnOrder() {
        var lines = dice.chance(30)
                ? List.of(new Line("lamp", 1), new Line("vase", dice.between(1, 2)))
                : List.of(new Line(dice.pick(List.of("lamp", "vase")), dice.between(1, 3)));
        world.orders().place(new OrderId(new UUID(0, ++ordinary)), "erin", new Basket(lines));
        counts.add("ordinary orders");
    }

    private void pass() {
        var seconds =
                switch (dice.below(6)) {
                    case 0 -> dice.between(31, 60);
                    case 1, 2 -> dice.between(5, 30);
                    default -> dice.between(1, 4);
                };
        world.clock().pass(Duration.ofSeconds(seconds));
        trace.say(() -> "     %d seconds pass".formatted(seconds));
    }
}
