package io.sluice.bench;

import io.sluice.bench.FlashOrders.Result;
import io.sluice.bench.Load.Pace;
import io.sluice.bench.Load.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One hot SKU: how many requests a second are answered 202 in a burst, beside what Redis alone admits by the same script. */
final class Admission implements Section {

    private static final int CALLERS = 256;

    /** With the second before it, what is admitted must be decided within the patience of 30 s. */
    private static final Duration BURST = Duration.ofSeconds(4);

    private static final double MUST = 5_000;
    private static final double GOAL = 10_000;
    private static final double PART = 0.6;

    /** Of which the median counts: what one run meets by chance is not what the next meets. */
    private static final int RUNS = 5;

    @Override
    public String name() {
        return "admission";
    }

    @Override
    public String about() {
        return "flash orders for one hot SKU answered 202 in a burst of 5 s, the first not counted; medians of five; each becomes an"
                + " order, nobody polls for it; CPU until then, the gentle load before included";
    }

    @Override
    public List<Figure> measure(Subject subject) {
        var limit = GateLimit.of(subject);
        var orders = new FlashOrders(subject);
        orders.warmUp();
        var bursts = orders.runs(RUNS, new Stretch(new Pace.Callers(CALLERS), BURST));
        var saturated = bursts.median(Admission::perSecond);
        var burst = saturated.outcome();
        var perSecond = perSecond(saturated);
        var steady = orders.runs(RUNS, at(PART * MUST));
        var brisk = orders.runs(RUNS, at(PART * perSecond));

        var figures = new ArrayList<Figure>();
        figures.add(Figure.of("Redis alone, the same script: " + limit.how(), limit.perSecond(), "/s"));
        figures.add(Figure.of("its CPU", limit.micros(), "µs each"));
        figures.add(Figure.of("admitted", perSecond, "/s").atLeast(MUST, GOAL));
        figures.add(Figure.of("ratio to Redis alone", perSecond / limit.perSecond(), ""));
        figures.add(
                Figure.of("ratio to its CPU", limit.micros() / saturated.cpu().each(burst.acceptedInAll()), ""));
        figures.addAll(saturated.cpu().figures(burst.acceptedInAll()));
        figures.add(Figure.of("told to come again (429)", burst.refused() / burst.seconds(), "/s"));
        figures.add(Figure.of("p99 at saturation", burst.p99(), "ms"));
        figures.add(Figure.of("from its end to the last order", saturated.secondsBehind(), "s"));
        figures.addAll(p99("p99 at 60 % of the bar", steady));
        figures.addAll(p99("p99 at 60 % of what was admitted", brisk));
        return figures;
    }

    private static Stretch at(double perSecond) {
        return new Stretch(new Pace.Rate(perSecond), BURST);
    }

    private static List<Figure> p99(String name, Runs<Result> runs) {
        var median = runs.median(Admission::p99);
        var outcome = median.outcome();
        return List.of(
                Figure.of("%s, %,.0f/s".formatted(name, outcome.perSecond()), p99(median), "ms")
                        .atMost(50),
                Figure.of("  in the worst run", p99(runs.most(Admission::p99)), "ms"),
                Figure.of("  wait for a connection before it, on average", outcome.blockedMillis(), "ms"),
                Figure.of("  the load stood still for up to", outcome.standstill(), "ms"));
    }

    /** None where any failed. */
    private static double perSecond(Result burst) {
        return burst.outcome().failed() == 0 && burst.outcome().errors() == 0
                ? burst.outcome().acceptedPerSecond()
                : 0;
    }

    /** Endless where requests were refused, failed, or could not be sent in time because too many were on their way. */
    private static double p99(Result run) {
        return run.outcome().allAccepted() ? run.outcome().p99() : Double.POSITIVE_INFINITY;
    }
}
