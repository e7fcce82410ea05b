package io.sluice.bench;

import io.sluice.bench.Load.Outcome;
import io.sluice.bench.Load.Pace;
import io.sluice.bench.Load.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What ordinary orders feel of a flash sale: their p99 at a fixed modest rate, quiet and while flash orders are admitted. */
final class Isolation implements Section {

    private static final int CALLERS = 256;
    private static final double PART = 0.6;
    private static final int ROUNDS = 5;

    /** Of the rate at which flash orders are sent: with fewer admitted, ordinary orders had less beside them. */
    private static final double KEPT = 0.95;

    /** Decisions give way for 9 s at such a rate, until what waits takes half of a request's patience: no longer than that. */
    private static final Duration BURST = Duration.ofSeconds(5);

    private static final Stretch ORDINARY = new Stretch(new Pace.Rate(25), BURST);
    private static final Stretch WARM_UP = new Stretch(new Pace.Callers(64), Duration.ofSeconds(180));
    private static final Stretch BEFORE = new Stretch(ORDINARY.pace(), FlashOrders.BEFORE_OTHER);

    @Override
    public String name() {
        return "isolation";
    }

    @Override
    public String about() {
        return "ordinary orders at 25/s, quiet and beside flash admission at 60 % of its saturation, which has an instance of"
                + " its own and, like its load, the CPU that others leave; medians of five rounds";
    }

    /** Ordinary orders, quiet and beside, and flash orders. */
    private record Round(Outcome quiet, Outcome beside, Outcome flash) {

        Round {
            if (beside.begunAt() < flash.begunAt() || beside.endedAt() > flash.endedAt()) {
                throw new Unsound("ordinary orders were measured while no flash orders were: " + beside + ", " + flash);
            }
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
                .sound()
                .acceptedPerSecond();
        var flash = new Stretch(new Pace.Rate(PART * saturated), BURST.plus(FlashOrders.LONGER));
        var rounds = Stream.generate(() -> round(subject, orders, flash))
                .limit(ROUNDS)
                .toList();
        return List.of(
                Figure.of("flash admission, saturated", saturated, "/s"),
                Figure.of(
                                "flash orders admitted beside",
                                median(rounds, of -> of.flash().acceptedPerSecond()),
                                "/s")
                        .atLeast(KEPT * PART * saturated, PART * saturated),
                Figure.of("  their p99", median(rounds, of -> of.flash().p99()), "ms"),
                Figure.of("p50, quiet", median(rounds, of -> of.quiet().p50()), "ms"),
                Figure.of("p50 beside them", median(rounds, of -> of.beside().p50()), "ms"),
                Figure.of("p99, quiet", median(rounds, of -> of.quiet().p99()), "ms"),
                Figure.of("  least of five", sorted(rounds, of -> of.quiet().p99())[0], "ms"),
                Figure.of("  most of five", sorted(rounds, of -> of.quiet().p99())[ROUNDS - 1], "ms"),
                Figure.of("p99 beside them", median(rounds, of -> of.beside().p99()), "ms")
                        .atMost(2 * median(rounds, of -> of.quiet().p99())),
                Figure.of("  least of five", sorted(rounds, of -> of.beside().p99())[0], "ms"),
                Figure.of("  most of five", sorted(rounds, of -> of.beside().p99())[ROUNDS - 1], "ms"));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return sorted(rounds, figure)[ROUNDS / 2];
    }

    private static double[] sorted(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).sorted().toArray();
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
