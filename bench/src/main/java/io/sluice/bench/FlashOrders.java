package io.sluice.bench;

import io.sluice.bench.Load.Pace;
import io.sluice.bench.Load.Stretch;
import java.time.Duration;
import java.util.List;

/** Buyers who order one unit each of one hot SKU that nobody can buy empty, again and again. */
record FlashOrders(Subject subject) {

    private static final int LIMIT = 9_999;
    private static final int UNITS = 5_000_000;

    /** So few that everything keeps up: time for the load's process to warm up. */
    private static final Stretch GENTLE = new Stretch(new Pace.Rate(1_000), Duration.ofSeconds(10));

    /** At a pace nothing is measured at first: what is under way from before competes with it. */
    private static final Duration STEP = Duration.ofSeconds(1);

    /**
     * How long another load, begun with the first request of this one, lets nothing be measured. Its process needs two or three
     * seconds to start, so that it is measured up to a second after this one.
     */
    static final Duration BEFORE_OTHER = GENTLE.duration().plus(STEP).minusSeconds(2);

    /** How much longer this load is measured than one beside it, which begins a little later. */
    static final Duration LONGER = Duration.ofSeconds(2);

    /**
     * What came of one load.
     *
     * @param outcome what buyers heard
     * @param inVain requests that were admitted and got no order; below zero where some got one and were not answered
     * @param orders orders that were placed while it was measured
     * @param secondsBehind from the end of the load to the last order
     * @param cpu of all processes until the last order
     */
    record Result(Outcome outcome, long inVain, long orders, double secondsBehind, Cpu cpu) {

        double ordersPerSecond() {
            return orders / outcome.seconds();
        }

        /** Each that was admitted has its order. */
        Result complete() {
            if (inVain > 0) {
                throw new Unsound(inVain + " requests were admitted and got no order");
            }
            return this;
        }
    }

    /** What flash orders and others had at the same time. */
    record Pair(Outcome flash, Outcome other) {}

    /**
     * The JIT compilers' turn: at rates that everything keeps up with once it is warm, and then in bursts, which take other
     * paths. Until then requests may wait longer than anybody has patience. By hand, p99 at 3,000/s was 20 to 420 ms in the
     * first eight bursts and 16 to 25 ms in the next seven: with these three the system is not as warm as it gets.
     */
    void warmUp() {
        warmUp(new Stretch(new Pace.Rate(500), Duration.ofSeconds(20)));
        warmUp(new Stretch(new Pace.Rate(1_000), Duration.ofSeconds(40)));
        warmUp(new Stretch(new Pace.Callers(256), Duration.ofSeconds(5)));
        warmUp(new Stretch(new Pace.Rate(1_500), Duration.ofSeconds(20)));
        for (var burst = 0; burst < 3; burst++) {
            warmUp(new Stretch(new Pace.Rate(3_000), Duration.ofSeconds(5)));
        }
    }

    private void warmUp(Stretch stretch) {
        var sale = sale();
        load(sale, stretch).run(subject.folders());
        sale.awaitDecided();
    }

    /** Until each that was admitted is decided. */
    Result run(Stretch measured) {
        var sale = sale();
        var before = subject.cpu();
        var outcome = load(sale, measured).run(subject.folders());
        sale.awaitDecided();
        var cpu = subject.cpu().since(before).and("load", outcome.cpu());
        var behind = Math.max(0, (sale.lastOrderAt() - outcome.endedAt()) / 1_000.0);
        return new Result(
                outcome,
                outcome.acceptedInAll() - sale.orders(),
                sale.orders(outcome.begunAt(), outcome.endedAt()),
                behind,
                cpu);
    }

    /** So many of them, none left out. */
    Runs<Result> runs(int count, Stretch measured) {
        return Runs.all(count, () -> run(measured).complete());
    }

    /** Both at the same time, and then until each that was admitted is decided. */
    Pair beside(Stretch measured, Load other) {
        var sale = sale();
        try (var running = load(sale, measured).start(subject.folders())) {
            sale.awaitFirst();
            var others = other.run(subject.folders());
            var pair = new Pair(running.await(), others);
            sale.awaitDecided();
            return pair;
        }
    }

    private Sale sale() {
        return subject.sale(UNITS, LIMIT);
    }

    private Load load(Sale sale, Stretch measured) {
        var before = List.of(GENTLE, new Stretch(measured.pace(), STEP));
        var load = new Load(sale.order(subject.buyers().file()), before, measured);
        return subject.isFlashApart() ? load.givingWay() : load;
    }
}
