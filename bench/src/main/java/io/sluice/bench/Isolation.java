package io.sluice.bench;

import io.sluice.bench.Load.Pace;
import io.sluice.bench.Load.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What ordinary orders feel of a flash sale: their p99 at a fixed modest rate, quiet and while flash orders are admitted. */
final class Isolation implements Section {

    private static final int CALLERS = 256;
    private static final double PART = 0.6;
    private static final int ROUNDS = 6;

    /**
     * Of the rate at which flash orders are sent: with fewer admitted, ordinary orders had less beside them. How evenly they come
     * is not asked: they have the CPU that others leave.
     */
    private static final double KEPT = 0.95;

    /**
     * Decisions give way until what waits takes half of a request's patience, 37,500 requests: at 5,000/s for 7.5 s, of which
     * flash orders are measured for 6 and need 1 before. No longer than that.
     */
    private static final Duration BURST = Duration.ofSeconds(4);

    /**
     * Two million orders a day. On 2 cores flash admission at this rate takes one and a half of them, and what is left is enough
     * for some 30 ordinary orders a second, 16 ms each where few come together.
     */
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
                + " its own and, like its load, the CPU that others leave; six rounds, their answers together";
    }

    /** Ordinary orders, quiet and beside, and flash orders. */
    private record Round(Outcome quiet, Outcome beside, Outcome flash) {

        Round {
            if (beside.begunAt() < flash.begunAt() || beside.endedAt() > flash.endedAt()) {
                throw new Unsound("ordinary orders were measured while no flash orders were: from %+d to %+d ms"
                        .formatted(beside.begunAt() - flash.begunAt(), beside.endedAt() - flash.endedAt()));
            }
        }

        /** Ordinary orders were all accepted and sent on time, and no flash order failed. */
        boolean isClean() {
            return beside.allAccepted() && beside.blocked() == 0 && flash.failed() == 0 && flash.errors() == 0;
        }

        Round keeping(double perSecond) {
            if (flash.acceptedPerSecond() < perSecond) {
                throw new Unsound("too few flash orders admitted beside: " + flash);
            }
            return this;
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
        var rounds = Runs.of(ROUNDS, () -> round(subject, orders, flash).keeping(KEPT * PART * saturated));
        var quiet = together(rounds, Round::quiet);
        var beside = together(rounds, Round::beside);
        var flashes = together(rounds, Round::flash);
        var inTrouble =
                rounds.sound().stream().filter(round -> !round.isClean()).count();
        var admitted = rounds.least(round -> round.flash().acceptedPerSecond()).flash();
        return List.of(
                Figure.of("flash admission, saturated", saturated, "/s"),
                Figure.of("flash orders admitted beside, least of six", admitted.acceptedPerSecond(), "/s"),
                Figure.of("  their p99", flashes.millis(99), "ms"),
                Figure.of(
                        "  wait for a connection before it, on average, most of six",
                        rounds.most(round -> round.flash().blockedMillis())
                                .flash()
                                .blockedMillis(),
                        "ms"),
                Figure.of("ordinary orders, quiet", quiet.count(), ""),
                Figure.of("  p50", quiet.millis(50), "ms"),
                Figure.of("  p99", quiet.millis(99), "ms"),
                Figure.of("ordinary orders beside", beside.count(), ""),
                Figure.of("  p50", beside.millis(50), "ms"),
                Figure.of("  p99", beside.millis(99), "ms").atMost(2 * quiet.millis(99)),
                Figure.of("  rounds in which one was refused, failed, or waited to be sent", inTrouble, "")
                        .atMost(0),
                rounds.figure());
    }

    private static Latencies together(Runs<Round> rounds, Function<Round, Outcome> load) {
        return rounds.sound().stream()
                .map(load)
                .map(Outcome::latencies)
                .reduce(Latencies::and)
                .orElseThrow();
    }

    private static Round round(Subject subject, FlashOrders orders, Stretch flash) {
        var quiet = ordinary(subject).run(subject.folders()).accepting();
        var pair = orders.beside(flash, ordinary(subject));
        return new Round(quiet, pair.other(), pair.flash());
    }

    private static Load ordinary(Subject subject) {
        return Placement.ordinary(subject, BEFORE, ORDINARY);
    }
}
