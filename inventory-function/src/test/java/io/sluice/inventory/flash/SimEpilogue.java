package io.sluice.inventory.flash;

import static io.sluice.inventory.flash.SimInvariants.require;

import io.sluice.inventory.flash.Difference.Kind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** How a schedule ends: nothing goes wrong any more, the loops go on until all is quiet, and then everything must be right. */
final class SimEpilogue {

    /** More than the patience, or the sweeper's, and all that two clocks may differ. */
    private static final Duration A_WHILE = Duration.ofSeconds(65);

    /** Rounds after which whatever goes on goes on for ever. */
    private static final int MANY = 60;

    /** Rounds of the relay after which it should have fed all there is. */
    private static final int MANY_RELAYS = 12;

    private final SimWorld world;
    private final SimCustomers customers;
    private final SimFlows flows;
    private final SimInvariants invariants;
    private final SimReckoning reckoning;
    private final SimCounts counts;

    SimEpilogue(SimWorld world, SimCustomers customers, SimFlows flows, SimInvariants invariants, SimCounts counts) {
        this.world = world;
        this.customers = customers;
        this.flows = flows;
        this.invariants = invariants;
        this.reckoning = new SimReckoning(world, customers.purchases());
        this.counts = counts;
    }

    void play() {
        world.scheduler().calmDown();
        world.wires().forEach(SimWire::heal);
        world.redis().reunite();
        calmDown();
        look();
        compare("while the sale is on");
        tellEverybody();
        endOrders(50);
        giveBack(50);
        calmDown();
        compare("before the sale ends");
        endSales();
        endOrders(100);
        calmDown();
        giveBack(70);
        calmDown();
        compare("after the sale");
        reckoning.everyTicketIsTrue();
        new SimOutcomes(world.tables(), counts).count();
        reckoning.sellTheRest();
    }

    /** All that was said is heard, and Redis has followed. */
    private void calmDown() {
        drain();
        for (var round = 0; !isQuiet(); round++) {
            require(round < MANY, "there is no end of it");
            world.shares().forEach(pool -> each("requests", instance -> instance.hearRequests(pool)));
            world.orders().hearStock();
            each("news", SimInstance::hearNews);
            drain();
        }
        for (var round = 0; round < MANY_RELAYS && !hasFollowed(); round++) {
            each("relay", SimInstance::relay);
            drain();
        }
    }

    private boolean hasFollowed() {
        return reckoning.needed().stream()
                .allMatch(pool -> world.redis()
                        .figures(pool)
                        .filter(figures -> figures.applied() == world.tables().seq(pool))
                        .isPresent());
    }

    private boolean isQuiet() {
        return world.orders().hasHeardAll()
                && world.orders().isHeard()
                && world.shares().stream().noneMatch(world.kafka()::hasMore);
    }

    private void drain() {
        while (world.scheduler().advance()) {
            flows.check();
            invariants.check();
        }
    }

    private <T> void each(String loop, Function<SimInstance, Uni<T>> round) {
        world.instances().forEach(instance -> flows.round(instance, loop, round.apply(instance), _ -> {}));
    }

    /** The sweeper's time comes, for both pools and all instances. */
    private void look() {
        world.clock().pass(A_WHILE);
        each("refresh", SimInstance::refresh);
        drain();
        each("sweep", SimInstance::sweep);
        calmDown();
    }

    /** Everybody who has or may have a ticket looks until it says how it ended: once for the note, once when it is over. */
    private void tellEverybody() {
        for (var round = 0; round < 3; round++) {
            customers.purchases().stream()
                    .filter(purchase -> purchase.end() == null)
                    .forEach(customers::poll);
            calmDown();
            world.clock().pass(Duration.ofSeconds(45));
        }
        customers.purchases().forEach(purchase -> require(purchase.end() != null, "I6: %s never ends", purchase));
    }

    /** Some hear of it twice. */
    private void giveBack(int percent) {
        var orders = world.orders();
        while (world.dice().chance(percent) && orders.giveBack()) {
            counts.add("returns");
        }
        if (world.dice().chance(30)) {
            orders.sayAgain();
        }
    }

    private void endOrders(int percent) {
        var orders = world.orders();
        while (world.dice().chance(percent) && (world.dice().chance(50) ? orders.pay() : orders.cancel())) {
            drain();
        }
    }

    private void endSales() {
        world.sales().stream()
                .map(sale -> Duration.between(world.clock().now(), sale.closesAt()))
                .filter(Duration::isPositive)
                .forEach(world.clock()::pass);
        world.clock().pass(A_WHILE);
        each("end", SimInstance::endSales);
        drain();
        world.tables().pools().forEach(pool -> require(pool.isOrdinary() || pool.ended(), "never ended: %s", pool));
        calmDown();
    }

    /** Each instance compares too, and what it finds it repairs. */
    private void compare(String when) {
        reckoning.compare(when);
        world.instances().forEach(instance -> flows.begin(instance.compare(), found -> requireNone(found, when)));
        drain();
        counts.add("pools compared " + when, reckoning.needed().size());
    }

    /** Only the news of a cancellation may be under way or lost: all else is right without repairs. */
    static void requireNone(List<Difference> found, String when) {
        found.forEach(one -> require(one.kind() == Kind.GATE_WINDOW, "%s, figures differ: %s", when, one));
    }
}
