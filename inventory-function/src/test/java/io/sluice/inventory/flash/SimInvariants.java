package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.gate.Gate.Figures;
import java.util.HashSet;
import java.util.TreeMap;

/** What must hold after every step, whatever went wrong. */
final class SimInvariants {

    private final SimWorld world;
    private final SimTables tables;
    private int checked = -1;
    private int heard;

    SimInvariants(SimWorld world) {
        this.world = world;
        this.tables = world.tables();
    }

    void check() {
        if (world.redis().isLossless()) {
            tables.pools().forEach(this::redisAdmitsNoMoreThanThereIs);
        }
        if (tables.version() != checked) {
            checked = tables.version();
            checkTables();
        }
    }

    private void checkTables() {
        tables.pools().forEach(this::check);
        unitsAreThoseDelivered();
        nobodyIsOverTheLimit();
        eachIsDecidedOnce();
        nobodyGetsWhatIsOver();
    }

    private void check(Pool pool) {
        require(pool.isSound(), "I1: oversold: %s", pool);
        require(!pool.ended() || pool.available() == 0, "I13: nobody can buy what is left in an ended pool: %s", pool);
        require(units(pool, ClaimState.HELD) == pool.held(), "I2: held is not the sum of holds: %s", pool);
        require(units(pool, ClaimState.SOLD) == pool.sold(), "I2: sold is not the sum of holds: %s", pool);
        addsUp(pool);
    }

    private void redisAdmitsNoMoreThanThereIs(Pool pool) {
        if (!pool.isOrdinary() && !pool.ended()) {
            var left = world.redis().figures(pool.id()).map(Figures::left);
            require(
                    left.isEmpty() || left.get() <= pool.available(),
                    "Redis lost nothing, and would admit %s: %s",
                    left,
                    pool);
        }
    }

    private long units(Pool pool, ClaimState state) {
        var units = 0L;
        for (var entry : tables.claims().entrySet()) {
            if (entry.getValue().state() == state) {
                for (var part : tables.holds(entry.getKey())) {
                    units += part.poolId() == pool.id() ? part.left() : 0;
                }
            }
        }
        return units;
    }

    private void addsUp(Pool pool) {
        var held = 0L;
        var sold = 0L;
        var total = 0L;
        for (var movement : tables.movements(pool.id())) {
            held += movement.move().held();
            sold += movement.move().sold();
            total += movement.move().total();
        }
        require(
                held == pool.held() && sold == pool.sold() && total == pool.total(),
                "I10: the movements do not add up to %s",
                pool);
    }

    private void unitsAreThoseDelivered() {
        var units = new TreeMap<String, Long>();
        tables.pools().forEach(pool -> units.merge(pool.sku(), pool.total(), Long::sum));
        require(
                units.equals(world.stocktaking().delivered()),
                "units came or went by themselves: %s, delivered %s",
                units,
                world.stocktaking().delivered());
    }

    private void nobodyIsOverTheLimit() {
        for (var sale : tables.sales()) {
            for (var item : sale.items()) {
                check(item);
            }
        }
    }

    private void check(Sale.Item item) {
        var units = world.reads().units(tables.pool(item.poolId()).orElseThrow());
        units.forEach((user, has) -> require(has <= item.perUserLimit(), "I4: %s has %s of %s", user, has, item));
    }

    private void eachIsDecidedOnce() {
        var decided = new HashSet<OrderId>();
        for (var said : tables.news()) {
            require(decided.add(said.request().orderId()), "I7: decided twice: %s", said);
        }
    }

    /** By the sale's end as it was when it was decided: a cancellation may move it later on. */
    private void nobodyGetsWhatIsOver() {
        for (; heard < tables.news().size(); heard++) {
            var said = tables.news().get(heard);
            var closes = tables.sale(said.request().saleId()).closesAt();
            require(
                    !said.held() || said.request().admittedAt().isBefore(closes),
                    "held after the sale's end at %s: %s",
                    closes,
                    said);
        }
    }

    static void require(boolean holds, String what, Object... about) {
        if (!holds) {
            throw new SimViolation(what.formatted(about));
        }
    }
}
