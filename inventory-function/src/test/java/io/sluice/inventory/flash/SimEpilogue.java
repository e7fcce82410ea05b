package io.sluice.inventory.flash;

import static io.sluice.inventory.flash.SimInvariants.require;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Answer;
import io.sluice.inventory.domain.Basket;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Line;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Ticket;
import io.sluice.inventory.flash.Difference.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** How a schedule ends: nothing goes wrong any more, the loops go on until all is quiet, and then everything must be right. */
final class SimEpilogue {

    /** More than the patience, or the sweeper's, and all that two clocks may differ. */
    private static final Duration A_WHILE = Duration.ofSeconds(65);

    /** Rounds after which whatever goes on goes on for ever. */
    private static final int MANY = 60;

    /** Rounds of the relay after which it should have fed all there is, and doubted every pool. */
    private static final int MANY_RELAYS = 12;

    private final SimWorld world;
    private final SimCustomers customers;
    private final SimFlows flows;
    private final SimInvariants invariants;
    private final SimCounts counts;

    SimEpilogue(SimWorld world, SimCustomers customers, SimFlows flows, SimInvariants invariants, SimCounts counts) {
        this.world = world;
        this.customers = customers;
        this.flows = flows;
        this.invariants = invariants;
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
        calmDown();
        compare("before the sale ends");
        endSales();
        endOrders(100);
        calmDown();
        compare("after the sale");
        everyTicketIsTrue();
        sellTheRest();
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
        return needed().stream()
                .allMatch(pool -> world.redis()
                        .applied(pool)
                        .equals(Optional.of(world.tables().seq(pool))));
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

    private <T> void each(String loop, Function<SimInstance, io.smallrye.mutiny.Uni<T>> round) {
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

    /** Pools that have to be in Redis, by its clock and by PostgreSQL's. */
    private List<Long> needed() {
        var needed = world.reads().pools(world.redis().now());
        needed.retainAll(world.reads().pools());
        return needed;
    }

    /** I5. */
    private void compare(String when) {
        var needed = needed();
        needed.forEach(id -> compare(world.tables().pool(id).orElseThrow(), when));
        world.instances().forEach(instance -> flows.begin(instance.compare(), found -> understand(found, when)));
        drain();
        flows.check();
        counts.add("pools compared " + when, needed.size());
    }

    private void compare(Pool pool, String when) {
        var redis = world.redis();
        var seq = world.tables().seq(pool.id());
        var found = redis.look((state, now) -> redis.model().figures(state, now, pool.id()));
        var right = found.filter(figures -> figures.total() == pool.total()
                && figures.durable() == pool.held() + pool.sold()
                && figures.applied() == seq
                && figures.pending() == 0);
        require(right.isPresent(), "I5: %s, %s at %d is in Redis %s", when, pool, seq, found);
        require(
                redis.buyers(pool.id()).equals(world.reads().units(pool)),
                "I5: %s, users have %s of %s, in Redis %s",
                when,
                world.reads().units(pool),
                pool,
                redis.buyers(pool.id()));
        for (var movement : world.tables().movements(pool.id())) {
            movement.changes()
                    .forEach(change -> require(
                            redis.isDecided(pool.id(), new OrderId(change.orderId())),
                            "I7: Redis would admit again what is decided: %s",
                            change));
        }
    }

    static void understand(List<Difference> found, String when) {
        found.forEach(one -> require(one.kind() == Kind.GATE_WINDOW, "%s, figures differ: %s", when, one));
    }

    /** I6, by what PostgreSQL and order-function know now. */
    private void everyTicketIsTrue() {
        for (var purchase : customers.purchases()) {
            var now = world.reads().ticket(purchase.order());
            require(
                    now.equals(Optional.of(purchase.end())),
                    "I6: %s ended as %s, now %s",
                    purchase,
                    purchase.end(),
                    now);
            require(
                    world.orders().isPlaced(purchase.order()) == purchase.end() instanceof Ticket.Placed,
                    "I6: %s is %s, its order %s",
                    purchase,
                    purchase.end(),
                    world.orders().last(purchase.order()));
            require(
                    !purchase.onlyRefused() || purchase.end() instanceof Ticket.Expired,
                    "refused and taken all the same: %s is %s",
                    purchase,
                    purchase.end());
        }
        world.tables()
                .news()
                .forEach(said -> require(
                        !said.held()
                                || world.orders().last(said.request().orderId()).isPresent(),
                        "no answer to %s",
                        said));
        world.tables()
                .claims()
                .forEach((order, claim) -> require(claim.state() != ClaimState.HELD, "held for ever: %s", order));
    }

    /** I13. */
    private void sellTheRest() {
        for (var pool : world.tables().pools()) {
            if (pool.isOrdinary()) {
                var free = world.stocktaking().delivered().get(pool.sku()) - sold(pool.sku());
                for (var unit = 0; unit < free; unit++) {
                    require(buy(pool, unit) instanceof Answer.Held, "I13: cannot sell unit %d of %s", unit, pool);
                }
                require(!(buy(pool, free) instanceof Answer.Held), "I13: sold more than there is of %s", pool);
            }
        }
        invariants.check();
    }

    private long sold(String sku) {
        return world.tables().pools().stream()
                .filter(pool -> pool.sku().equals(sku))
                .mapToLong(Pool::sold)
                .sum();
    }

    private Answer buy(Pool pool, long number) {
        var order = new OrderId(new UUID(pool.id(), number));
        return world.stocktaking().hold(order, "dave", new Basket(List.of(new Line(pool.sku(), 1))));
    }
}
