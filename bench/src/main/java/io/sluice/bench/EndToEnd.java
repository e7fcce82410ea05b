package io.sluice.bench;

import io.sluice.bench.FlashOrders.Result;
import io.sluice.bench.Load.Pace;
import io.sluice.bench.Load.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From 202 to an order that waits for payment, sustained: requests come at a fixed rate, and the rate rises until orders fall
 * behind. The highest rate at which they kept up is the figure.
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
        return "flash orders from 202 to PENDING_PAYMENT, at a rising fixed rate for 30 s each; nobody polls for it";
    }

    @Override
    public List<Figure> measure(Subject subject) {
        var orders = new FlashOrders(subject);
        orders.warmUp();
        Result best = null;
        var rate = FIRST_RATE;
        var step = at(orders, rate);
        while (keepsUp(step) && rate < LAST_RATE) {
            best = step;
            rate += STEP;
            step = at(orders, rate);
        }
        var figures = new ArrayList<Figure>();
        figures.add(Figure.of("orders, sustained", best == null ? 0 : best.ordersPerSecond(), "/s")
                .atLeast(1_500, 4_000));
        if (best != null) {
            figures.addAll(of(best));
        }
        figures.add(Figure.of("at %,d/s".formatted(rate), step.ordersPerSecond(), "/s"));
        figures.addAll(of(step));
        figures.add(Figure.of("  admitted without an order", step.inVain(), ""));
        return figures;
    }

    private static Result at(FlashOrders orders, int rate) {
        return orders.run(new Stretch(new Pace.Rate(rate), MEASURED));
    }

    private static boolean keepsUp(Result step) {
        var outcome = step.outcome();
        return step.secondsBehind() <= SECONDS_BEHIND
                && step.inVain() == 0
                && outcome.refused() == 0
                && outcome.failed() == 0
                && outcome.errors() == 0
                && !outcome.throttled();
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
