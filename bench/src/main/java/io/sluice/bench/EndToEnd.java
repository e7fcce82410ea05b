package io.sluice.bench;

import io.sluice.bench.FlashOrders.Result;
import io.sluice.bench.Load.Pace;
import io.sluice.bench.Load.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From 202 to an order that waits for payment, sustained: requests come at a fixed rate, and the rate rises until orders fall
 * behind. The highest rate at which they kept up is the one that is measured.
 */
final class EndToEnd implements Section {

    /** Above the bar: of what is measured, the last orders come a little later. */
    private static final int FIRST_RATE = 1_600;

    private static final int STEP = 200;
    private static final int LAST_RATE = 6_000;
    private static final Duration MEASURED = Duration.ofSeconds(30);

    /** Who is this far behind after so long is not keeping up. */
    private static final double SECONDS_BEHIND = 1;

    @Override
    public String name() {
        return "end-to-end";
    }

    @Override
    public String about() {
        return "flash orders from 202 to PENDING_PAYMENT, at a rising fixed rate for 30 s each, and three times at the highest"
                + " that two of three keep up with, of which the median; nobody polls for it";
    }

    @Override
    public List<Figure> measure(Subject subject) {
        var orders = new FlashOrders(subject);
        orders.warmUp();
        var rate = FIRST_RATE;
        var step = orders.run(at(rate));
        while (keepsUp(step) && rate < LAST_RATE) {
            rate += STEP;
            step = orders.run(at(rate));
        }
        var figures = new ArrayList<Figure>();
        figures.addAll(sustained(orders, keepsUp(step) ? rate : rate - STEP));
        figures.add(Figure.of("at %,d/s".formatted(rate), step.ordersPerSecond(), "/s"));
        figures.addAll(of(step));
        figures.add(Figure.of("  admitted without an order", step.inVain(), ""));
        return figures;
    }

    private static Stretch at(int rate) {
        return new Stretch(new Pace.Rate(rate), MEASURED);
    }

    /** At a lower rate where two of three fall behind; none where not even the first rate is kept up with. */
    private static List<Figure> sustained(FlashOrders orders, int rate) {
        if (rate < FIRST_RATE) {
            return List.of(bar(0));
        }
        var median = orders.runs(3, at(rate)).median(EndToEnd::keptUp);
        if (keptUp(median) == 0) {
            return sustained(orders, rate - STEP);
        }
        var figures = new ArrayList<>(List.of(bar(median.ordersPerSecond())));
        figures.addAll(of(median));
        return figures;
    }

    private static Figure bar(double perSecond) {
        return Figure.of("orders, sustained", perSecond, "/s").atLeast(1_500, 4_000);
    }

    /** Orders per second; none where they fell behind. */
    private static double keptUp(Result run) {
        return keepsUp(run) ? run.ordersPerSecond() : 0;
    }

    private static boolean keepsUp(Result step) {
        return step.secondsBehind() <= SECONDS_BEHIND
                && step.inVain() == 0
                && step.outcome().allAccepted();
    }

    private static List<Figure> of(Result step) {
        var figures = new ArrayList<Figure>();
        figures.add(Figure.of("  refused", step.outcome().refused(), ""));
        figures.add(Figure.of("  p50 of the 202", step.outcome().p50(), "ms"));
        figures.add(Figure.of("  p99 of the 202", step.outcome().p99(), "ms"));
        figures.add(Figure.of(
                "  wait for a connection before it, on average", step.outcome().blockedMillis(), "ms"));
        figures.add(Figure.of("  the load stood still for up to", step.outcome().standstill(), "ms"));
        figures.add(Figure.of("  from the load's end to the last order", step.secondsBehind(), "s"));
        figures.addAll(step.cpu().figures(step.outcome().acceptedInAll()));
        return figures;
    }
}
