package io.sluice.bench;

import io.sluice.bench.Load.Pace;
import java.time.Duration;
import java.util.List;

/** What ordinary orders feel of a flash sale: their p99 at a fixed modest rate, quiet and while flash orders are admitted. */
final class Isolation implements Section {

    private static final int CALLERS = 512;
    private static final double PART = 0.6;
    private static final Pace ORDINARY = new Pace.Rate(50);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "isolation";
    }

    @Override
    public String about() {
        return "ordinary orders at 50/s, quiet and beside flash admission at 60 % of its saturation";
    }

    @Override
    public List<Figure> measure(Subject subject) {
        ordinary(subject); // The JIT compilers' turn.
        flash(subject, new Pace.Callers(CALLERS), WARM_UP).run(subject.folders());
        var quiet = ordinary(subject);
        var saturated = flash(subject, new Pace.Callers(CALLERS), WARM_UP).run(subject.folders());

        var beside = flash(subject, new Pace.Rate(PART * saturated.acceptedPerSecond()), MEASURED.plus(WARM_UP))
                .start(subject.folders());
        var busy = ordinary(subject);
        var admitted = beside.await().sound();

        return List.of(
                Figure.of("p50, quiet", quiet.p50(), "ms"),
                Figure.of("p99, quiet", quiet.p99(), "ms"),
                Figure.of("flash orders admitted beside", admitted.perSecond(), "/s"),
                Figure.of("p50 beside them", busy.p50(), "ms"),
                Figure.of("p99 beside them", busy.p99(), "ms").atMost(2 * quiet.p99()));
    }

    private static Load.Outcome ordinary(Subject subject) {
        return Placement.ordinary(subject, ORDINARY, WARM_UP, MEASURED)
                .run(subject.folders())
                .allAccepted();
    }

    private static Load flash(Subject subject, Pace pace, Duration measured) {
        return Admission.flash(subject, Admission.sale(subject), pace, WARM_UP, measured);
    }
}
