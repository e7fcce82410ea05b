package io.sluice.inventory.flash;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What goes wrong in a schedule: each schedule has some kinds of it, so that none hides another. */
final class SimFaults {

    /** @param strike answers whether there was anything to hit */
    private record Fault(String name, BooleanSupplier strike) {}

    private final SimWorld world;
    private final SimDice dice;
    private final SimTrace trace;
    private final SimCounts counts;
    private final List<Fault> here = new ArrayList<>();

    SimFaults(SimWorld world, SimTrace trace, SimCounts counts) {
        this.world = world;
        this.dice = world.dice();
        this.trace = trace;
        this.counts = counts;
        choose();
        world.wires().forEach(wire -> wire.lose(dice.chance(40) ? dice.between(2, 20) : 0));
    }

    private void choose() {
        var redis = world.redis();
        may("instance dies", this::kill);
        may("instance stalls", this::stall);
        may("redis rolls back", redis::rollBack);
        may("redis is empty", redis::empty);
        may("redis answers stale", redis::readStale);
        may("redis has two masters", redis::split);
        may("server is away", this::takeAway);
        mayWell("kafka repeats itself", world.kafka()::repeat);
        may("kafka loses what nobody was told of", () -> world.kafka().loseTail(false));
        may("kafka loses what it has acknowledged", () -> world.kafka().loseTail(true));
        mayWell("news come twice", this::repeatNews);
    }

    private void may(String name, BooleanSupplier strike) {
        may(35, name, strike);
    }

    /** Often it comes when there is nothing yet that it could hit. */
    private void mayWell(String name, BooleanSupplier strike) {
        may(55, name, strike);
    }

    private void may(int percent, String name, BooleanSupplier strike) {
        if (dice.chance(percent)) {
            here.add(new Fault(name, strike));
        }
    }

    private boolean kill() {
        world.replace(world.anInstance());
        return true;
    }

    private boolean stall() {
        world.scheduler().stall(world.anInstance().life(), dice.between(10, 60));
        return true;
    }

    private boolean takeAway() {
        dice.pick(world.wires()).goAway(world.scheduler().step() + dice.between(5, 30));
        return true;
    }

    private boolean repeatNews() {
        return dice.chance(50)
                ? world.orders().hearStockAgain()
                : world.orders().sayAgain();
    }

    /** One of this schedule's kinds of fault, now; sometimes a state of trouble ends instead. */
    void strike() {
        if (dice.chance(20)) {
            world.redis().reunite();
        } else if (!here.isEmpty()) {
            var fault = dice.pick(here);
            if (fault.strike().getAsBoolean()) {
                trace.say(() -> "     fault: " + fault.name());
                counts.add("fault: " + fault.name());
            }
        }
    }

    /** Redis writes down what it has: it may come back so. */
    void save() {
        world.redis().save();
    }
}
