package io.sluice.bench;

import io.sluice.bench.Load.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many requests a second are told that everything is sold: most of what a flash sale is asked. */
final class SoldOut implements Section {

    private static final int CALLERS = 128;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "sold-out";
    }

    @Override
    public String about() {
        return "flash orders refused with 409, all units being sold";
    }

    @Override
    public List<Figure> measure(Subject subject) {
        var sale = subject.sale(1, 1);
        Admission.flash(subject, sale, new Pace.Callers(1), Duration.ofSeconds(1), Duration.ofSeconds(1))
                .run(subject.folders());
        sale.awaitDecided();
        var before = subject.cpu();
        var outcome = Admission.flash(subject, sale, new Pace.Callers(CALLERS), WARM_UP, MEASURED)
                .run(subject.folders())
                .sound();
        var cpu = subject.cpu().since(before).and("load", outcome.cpu());
        if (outcome.accepted() > 0 || sale.taken() != 1) {
            throw new Unsound("something was sold after all: " + outcome);
        }
        var figures = new ArrayList<Figure>();
        figures.add(Figure.of("refused", outcome.perSecond(), "/s").atLeast(12_000, 20_000));
        figures.add(Figure.of("p99", outcome.p99(), "ms"));
        figures.addAll(cpu.figures(outcome.inAll()));
        return figures;
    }
}
