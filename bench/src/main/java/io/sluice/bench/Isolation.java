package io.sluice.bench;

import io.sluice.bench.Load.Outcome;
import io.sluice.bench.Load.Pace;
import io.sluice.bench.Load.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What ordinary orders feel of a flash sale: their p99 at a fixed modest rate, quiet and while flash orders are admitted. */
final class Isolation implements Section {

    private static final int CALLERS = 256;
    private static final double PART = 0.6;
    private static final int ROUNDS = 3;
    private static final Duration BURST = Duration.ofSeconds(5);
    private static final Stretch ORDINARY = new Stretch(new Pace.Rate(50), BURST);
    private static final Stretch WARM_UP = new Stretch(new Pace.Callers(64), Duration.ofSeconds(60));
    private static final Stretch BEFORE = new Stretch(new Pace.Rate(50), Duration.ofSeconds(11));

    @Override
    public String name() {
        return "isolation";
    }

    @Override
    public String about() {
        return "ordinary orders at 50/s, quiet and beside flash admission at 60 % of its saturation; medians of three";
    }

    /** Ordinary orders, quiet and beside, and flash orders. */
    private record Round(Outcome quiet, Outcome beside, Outcome flash) {}

    @Override
    public List<Figure> measure(Subject subject) {
        var orders = new FlashOrders(subject);
        orders.warmUp();
        Placement.ordinary(subject, WARM_UP, ORDINARY).run(subject.folders());
        var saturated = orders.run(new Stretch(new Pace.Callers(CALLERS), BURST))
                .outcome()
                .sound();
        var flash = new Stretch(new Pace.Rate(PART * saturated.acceptedPerSecond()), BURST);
        var rounds = new ArrayList<Round>();
        for (var round = 0; round < ROUNDS; round++) {
            rounds.add(round(subject, orders, flash));
        }
        rounds.sort(Comparator.comparingDouble(
                round -> round.beside().p99() / round.quiet().p99()));
        var median = rounds.get(ROUNDS / 2);
        return List.of(
                Figure.of("p50, quiet", median.quiet().p50(), "ms"),
                Figure.of("p99, quiet", median.quiet().p99(), "ms"),
                Figure.of("flash orders admitted beside", median.flash().acceptedPerSecond(), "/s"),
                Figure.of("p50 beside them", median.beside().p50(), "ms"),
                Figure.of("p99 beside them", median.beside().p99(), "ms")
                        .atMost(2 * median.quiet().p99()));
    }

    /** Both loads take the same time to come to what is measured. */
    private static Round round(Subject subject, FlashOrders orders, Stretch flash) {
        var quiet = ordinary(subject).run(subject.folders()).allAccepted();
        var pair = orders.beside(flash, ordinary(subject));
        return new Round(quiet, pair.other().allAccepted(), pair.flash().answered());
    }

    private static Load ordinary(Subject subject) {
        return Placement.ordinary(subject, BEFORE, ORDINARY);
    }
}
