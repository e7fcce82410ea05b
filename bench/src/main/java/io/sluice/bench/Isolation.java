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
    private static final int ROUNDS = 5;

    /** Of the rate at which flash orders are sent: with fewer admitted, ordinary orders had less beside them. */
    private static final double KEPT = 0.95;

    private static final Duration BURST = Duration.ofSeconds(5);
    private static final Stretch ORDINARY = new Stretch(new Pace.Rate(50), BURST);
    private static final Stretch WARM_UP = new Stretch(new Pace.Callers(64), Duration.ofSeconds(120));
    private static final Stretch BEFORE = new Stretch(ORDINARY.pace(), FlashOrders.BEFORE_OTHER);

    @Override
    public String name() {
        return "isolation";
    }

    @Override
    public String about() {
        return "ordinary orders at 50/s, quiet and beside flash admission at 60 % of its saturation, which has an instance of"
                + " its own and, like its load, the CPU that others leave; the round of five with the median ratio";
    }

    /** Ordinary orders, quiet and beside, and flash orders. */
    private record Round(Outcome quiet, Outcome beside, Outcome flash) {

        double ratio() {
            return beside.p99() / quiet.p99();
        }
    }

    @Override
    public List<Figure> measure(Subject subject) {
        subject.setFlashApart();
        var orders = new FlashOrders(subject);
        orders.warmUp();
        Placement.ordinary(subject, WARM_UP, ORDINARY).run(subject.folders());
        var saturated = orders.run(new Stretch(new Pace.Callers(CALLERS), BURST))
                .outcome()
                .sound();
        var flash = new Stretch(new Pace.Rate(PART * saturated.acceptedPerSecond()), BURST.plusSeconds(1));
        var rounds = new ArrayList<Round>();
        for (var round = 0; round < ROUNDS; round++) {
            rounds.add(round(subject, orders, flash));
        }
        rounds.sort(Comparator.comparingDouble(Round::ratio));
        var median = rounds.get(ROUNDS / 2);
        return List.of(
                Figure.of("flash admission, saturated", saturated.acceptedPerSecond(), "/s"),
                Figure.of("p50, quiet", median.quiet().p50(), "ms"),
                Figure.of("p99, quiet", median.quiet().p99(), "ms"),
                Figure.of("flash orders admitted beside", median.flash().acceptedPerSecond(), "/s")
                        .atLeast(KEPT * PART * saturated.acceptedPerSecond(), PART * saturated.acceptedPerSecond()),
                Figure.of("  their p99", median.flash().p99(), "ms"),
                Figure.of("p50 beside them", median.beside().p50(), "ms"),
                Figure.of("p99 beside them", median.beside().p99(), "ms")
                        .atMost(2 * median.quiet().p99()),
                Figure.of(
                        "  its ratio to quiet, least of five", rounds.getFirst().ratio(), ""),
                Figure.of("  its ratio to quiet, most of five", rounds.getLast().ratio(), ""));
    }

    private static Round round(Subject subject, FlashOrders orders, Stretch flash) {
        var quiet = ordinary(subject).run(subject.folders()).allAccepted();
        var pair = orders.beside(flash, ordinary(subject));
        return new Round(quiet, pair.other().allAccepted(), pair.flash().answered());
    }

    private static Load ordinary(Subject subject) {
        return Placement.ordinary(subject, BEFORE, ORDINARY);
    }
}
