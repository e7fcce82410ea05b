package io.sluice.bench;

import io.sluice.bench.Load.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One hot SKU: how many requests a second are answered 202 in a burst, beside what Redis alone admits by the same script. */
final class Admission implements Section {

    private static final int BUYERS = 5_000;
    private static final int LIMIT = 9_999;
    private static final int UNITS = 5_000_000;

    /** More at once than the admission window lets through in 10 ms: who is told 429 is not counted. */
    private static final int CALLERS = 512;

    /** A load of its own process needs some seconds of CPU before it is at its pace. */
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private static final Duration BURST = Duration.ofSeconds(10);
    private static final double PART = 0.6;

    @Override
    public String name() {
        return "admission";
    }

    @Override
    public String about() {
        return "flash orders for one hot SKU answered 202 in a burst, decided meanwhile";
    }

    @Override
    public List<Figure> measure(Subject subject) {
        var limit = GateLimit.of(subject);
        warmUp(subject);
        var before = subject.cpu();
        var saturated = burst(subject, WARM_UP, BURST);
        var cpu = subject.cpu().since(before).and("load", saturated.cpu());
        var perSecond = saturated.sound().acceptedPerSecond();

        var steady = flash(subject, sale(subject), new Pace.Rate(PART * perSecond), WARM_UP, BURST)
                .run(subject.folders())
                .allAccepted();

        var figures = new ArrayList<Figure>();
        figures.add(Figure.of("Redis alone, the same script: " + limit.how(), limit.perSecond(), "/s"));
        figures.add(Figure.of("its CPU", limit.micros(), "µs each"));
        figures.add(Figure.of("admitted", perSecond, "/s").atLeast(5_000, 10_000));
        figures.add(Figure.of("ratio to Redis alone", perSecond / limit.perSecond(), ""));
        figures.add(Figure.of("ratio to its CPU", limit.micros() / cpu.each(saturated.inAll()), ""));
        figures.addAll(cpu.figures(saturated.inAll()));
        figures.add(Figure.of("told to come again (429)", saturated.perSecond() - perSecond, "/s"));
        figures.add(Figure.of("p99 at saturation", saturated.p99(), "ms"));
        figures.add(Figure.of("p50 at 60 %", steady.p50(), "ms"));
        figures.add(Figure.of("p99 at 60 %%: %,.0f/s".formatted(steady.perSecond()), steady.p99(), "ms")
                .atMost(50));
        return figures;
    }

    /** The JIT compilers' turn, at a rate that everything keeps up with. */
    static void warmUp(Subject subject) {
        var sale = sale(subject);
        flash(subject, sale, new Pace.Rate(1_000), Duration.ofSeconds(10), Duration.ofSeconds(30))
                .run(subject.folders());
        sale.awaitDecided();
    }

    private static Load.Outcome burst(Subject subject, Duration warmUp, Duration burst) {
        var sale = sale(subject);
        var outcome =
                flash(subject, sale, new Pace.Callers(CALLERS), warmUp, burst).run(subject.folders());
        sale.awaitDecided();
        return outcome;
    }

    /** One that nobody can buy empty. */
    static Sale sale(Subject subject) {
        return subject.sale(UNITS, LIMIT);
    }

    /** Buyers who order one unit each, again and again. */
    static Load flash(Subject subject, Sale sale, Pace pace, Duration warmUp, Duration measured) {
        return new Load(sale.order(subject.buyers().file(BUYERS)), pace, warmUp, measured);
    }
}
