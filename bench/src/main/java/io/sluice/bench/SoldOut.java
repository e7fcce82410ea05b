package io.sluice.bench;

import io.sluice.bench.Load.Pace;
import io.sluice.bench.Load.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many requests a second are told that everything is sold: most of what a flash sale is asked. */
final class SoldOut implements Section {

    private static final int CALLERS = 128;
    private static final Pace ONE = new Pace.Callers(1);
    private static final Pace CROWD = new Pace.Callers(CALLERS);
    private static final Stretch BUYS = new Stretch(ONE, Duration.ofSeconds(1));
    private static final Stretch WARM_UP = new Stretch(CROWD, Duration.ofSeconds(30));
    private static final Stretch MEASURED = new Stretch(CROWD, Duration.ofSeconds(10));

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
        var order = sale.order(subject.buyers().file());
        new Load(order, List.of(), BUYS).run(subject.folders());
        sale.awaitDecided();
        var refusedBefore = subject.refusedSoldOut();
        var before = subject.cpu();
        var outcome = new Load(order, List.of(WARM_UP), MEASURED)
                .run(subject.folders())
                .sound();
        var cpu = subject.cpu().since(before).and("load", outcome.cpu());
        if (outcome.accepted() > 0 || sale.taken() != 1) {
            throw new Unsound("something was sold after all: " + outcome);
        }
        if (subject.refusedSoldOut() - refusedBefore != outcome.inAll()) {
            throw new Unsound("not all were refused because all is sold: " + outcome);
        }
        var figures = new ArrayList<Figure>();
        figures.add(Figure.of("refused", outcome.perSecond(), "/s").atLeast(12_000, 20_000));
        figures.add(Figure.of("p99", outcome.p99(), "ms"));
        figures.addAll(cpu.figures(outcome.inAll()));
        return figures;
    }
}
