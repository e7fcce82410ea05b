package io.sluice.inventory.flash;

import static io.sluice.inventory.flash.SimInvariants.require;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Answer;
import io.sluice.inventory.domain.Basket;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Line;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Ticket;
import io.sluice.inventory.flash.SimTables.StockNews;
import io.sluice.inventory.gate.Gate.Figures;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What must hold when everything is quiet. */
final class SimReckoning {

    private final SimWorld world;
    private final List<SimPurchase> purchases;

    SimReckoning(SimWorld world, List<SimPurchase> purchases) {
        this.world = world;
        this.purchases = purchases;
    }

    /** Pools that have to be in Redis, by its clock and by PostgreSQL's. */
    List<Long> needed() {
        var needed = world.reads().pools(world.redis().now());
        needed.retainAll(world.reads().pools());
        return needed;
    }

    /** I5: everything that is known in Redis is as PostgreSQL has it, and nothing waits. */
    void compare(String when) {
        needed().forEach(id -> compare(world.tables().pool(id).orElseThrow(), when));
    }

    private void compare(Pool pool, String when) {
        var redis = world.redis();
        var seq = world.tables().seq(pool.id());
        var figures = redis.figures(pool.id());
        var units = world.reads().units(pool);
        var users = redis.buyers(pool.id());
        require(
                figures.filter(found -> isRight(found, pool, seq)).isPresent(),
                "I5: %s, %s at %d is in Redis %s",
                when,
                pool,
                seq,
                figures);
        require(users.equals(units), "I5: %s, users have %s of %s, in Redis %s", when, units, pool, users);
        world.tables().movements(pool.id()).stream()
                .flatMap(movement -> movement.changes().stream())
                .forEach(change -> require(
                        redis.isDecided(pool.id(), new OrderId(change.orderId())),
                        "I7: %s, Redis would admit again what is decided: %s",
                        when,
                        change));
    }

    private static boolean isRight(Figures figures, Pool pool, long seq) {
        return figures.total() == pool.total()
                && figures.durable() == pool.held() + pool.sold()
                && figures.applied() == seq
                && figures.pending() == 0;
    }

    /** By what PostgreSQL and order-function know now. */
    void everyTicketIsTrue() {
        purchases.forEach(this::check);
        world.tables().news().stream()
                .filter(StockNews::held)
                .forEach(said ->
                        require(world.orders().last(said.request().orderId()).isPresent(), "no answer to %s", said));
        world.tables()
                .claims()
                .forEach((order, claim) -> require(claim.state() != ClaimState.HELD, "held for ever: %s", order));
    }

    private void check(SimPurchase purchase) {
        var end = purchase.end();
        var expired = end instanceof Ticket.Expired;
        var now = world.reads().ticket(purchase.order());
        var order = world.orders().last(purchase.order());
        var placed = world.orders().isPlaced(purchase.order());
        require(now.equals(Optional.of(end)), "I6: %s ended as %s, now %s", purchase, end, now);
        require(placed == end instanceof Ticket.Placed, "I6: %s is %s, its order %s", purchase, end, order);
        require(
                expired || !purchase.takenForSeveral() || !world.redis().isLossless(),
                "I7: several bodies were taken for %s",
                purchase);
        require(expired || !purchase.onlyRefused(), "refused and taken all the same: %s is %s", purchase, end);
    }

    /** I13: buying everything sells exactly what there is. */
    void sellTheRest() {
        for (var pool : world.tables().pools()) {
            if (pool.isOrdinary()) {
                var free = world.stocktaking().delivered().get(pool.sku()) - sold(pool.sku());
                for (var unit = 0; unit < free; unit++) {
                    require(buy(pool, unit) instanceof Answer.Held, "I13: cannot sell unit %d of %s", unit, pool);
                }
                require(!(buy(pool, free) instanceof Answer.Held), "I13: sold more than there is of %s", pool);
            }
        }
    }

    private long sold(String sku) {
        return world.tables().pools().stream()
                .filter(pool -> pool.sku().equals(sku))
                .mapToLong(Pool::sold)
                .sum();
    }

    private Answer buy(Pool pool, long number) {
        var order = new OrderId(new UUID(pool.id(), number));
        return world.stocktaking().hold(order, "zoe", new Basket(List.of(new Line(pool.sku(), 1))));
    }
}
