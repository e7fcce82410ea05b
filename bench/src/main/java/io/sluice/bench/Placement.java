package io.sluice.bench;

import io.sluice.bench.Load.Pace;
import io.sluice.bench.Load.Stretch;
import io.sluice.stack.Function;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ordinary orders for one hot SKU, answered when they are placed. */
final class Placement implements Section {

    private static final int UNITS = 5_000_000;
    private static final int CALLERS = 128;
    private static final Pace CROWD = new Pace.Callers(CALLERS);

    /** The compilers take most of the CPU at first: after 40 s it was 215/s, after this 883/s. */
    private static final Stretch WARM_UP = new Stretch(CROWD, Duration.ofSeconds(150));

    private static final Stretch MEASURED = new Stretch(CROWD, Duration.ofSeconds(10));

    @Override
    public String name() {
        return "placement";
    }

    @Override
    public String about() {
        return "ordinary orders for one hot SKU answered 201";
    }

    @Override
    public List<Figure> measure(Subject subject) {
        var before = subject.cpu();
        var outcome =
                ordinary(subject, WARM_UP, MEASURED).run(subject.folders()).accepting();
        var cpu = subject.cpu().since(before).and("load", outcome.cpu());
        var figures = new ArrayList<Figure>();
        figures.add(Figure.of("placed", outcome.perSecond(), "/s"));
        figures.add(Figure.of("p99", outcome.p99(), "ms"));
        figures.addAll(cpu.figures(outcome.inAll()));
        return figures;
    }

    /** Buyers who order one unit each of a SKU of its own. */
    static Load ordinary(Subject subject, Stretch warmUp, Stretch measured) {
        var body = "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}]}".formatted(subject.sku(UNITS));
        var tokens = subject.buyers().file();
        var request = new Load.Request(subject.url(Function.ORDER), "/v1/orders", body, tokens);
        return new Load(request, List.of(warmUp), measured);
    }
}
