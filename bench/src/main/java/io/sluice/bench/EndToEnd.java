package io.sluice.bench;

import io.sluice.bench.Load.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From 202 to an order that waits for payment, sustained: requests come at a fixed rate, and the rate rises until orders fall
 * behind. The highest rate at which they kept up is the figure.
 */
final class EndToEnd implements Section {

    private static final int FIRST_RATE = 1_500;
    private static final int STEP = 250;
    private static final int LAST_RATE = 6_000;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(20);

    /** Who is this far behind after so long is not keeping up. */
    private static final double SECONDS_BEHIND = 1;

    @Override
    public String name() {
        return "end-to-end";
    }

    @Override
    public String about() {
        return "flash orders from 202 to PENDING_PAYMENT, at a rising fixed rate for 30 s each";
    }

    /** One rate, and how it went. */
    private record Step(int rate, double ordersPerSecond, double secondsBehind, double p99, Cpu cpu, long answered) {

        boolean keepsUp() {
            return secondsBehind <= SECONDS_BEHIND;
        }
    }

    @Override
    public List<Figure> measure(Subject subject) {
        Admission.warmUp(subject);
        Step best = null;
        Step step = null;
        for (var rate = FIRST_RATE; rate <= LAST_RATE && (step == null || step.keepsUp()); rate += STEP) {
            best = step;
            step = at(subject, rate);
        }
        if (best == null) {
            best = step;
        }
        var figures = new ArrayList<Figure>();
        figures.add(Figure.of("orders, sustained", best.keepsUp() ? best.ordersPerSecond() : 0, "/s")
                .atLeast(1_500, 4_000));
        figures.add(Figure.of("behind when the load ends", best.secondsBehind(), "s"));
        figures.add(Figure.of("p99 of the 202", best.p99(), "ms"));
        figures.addAll(best.cpu().figures(best.answered()));
        figures.add(Figure.of("at %,d/s: behind when the load ends".formatted(step.rate()), step.secondsBehind(), "s"));
        return figures;
    }

    private static Step at(Subject subject, int rate) {
        var sale = Admission.sale(subject);
        var before = subject.cpu();
        var outcome = Admission.flash(subject, sale, new Pace.Rate(rate), WARM_UP, MEASURED)
                .run(subject.folders());
        sale.awaitDecided();
        var cpu = subject.cpu().since(before).and("load", outcome.cpu());
        var orders = sale.orders(outcome.begunAt(), outcome.endedAt());
        var behind = Math.max(0, (sale.lastOrderAt() - outcome.endedAt()) / 1_000.0);
        return new Step(
                rate, orders / outcome.seconds(), behind, outcome.sound().p99(), cpu, outcome.inAll());
    }
}
