package io.sluice.bench;

import io.sluice.bench.Rush.Click;
import io.sluice.stack.demo.Crowd;
import io.sluice.stack.invariants.Invariants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Not how fast, but how exact: a crowd that repeats, retries, hangs up and changes its mind. In the end every unit is sold, held
 * or left, nobody has more than the limit, and when others buy the rest exactly what there was is sold.
 */
final class ExactlySold implements Section {

    private static final int USERS = 20_000;
    private static final int REQUESTS = 5 * USERS;
    private static final int UNITS = 5_000;
    private static final int LIMIT = 2;
    private static final long SEED = 20_251_120;

    /** So short that many hang up before they have their answer. */
    private static final Duration IMPATIENCE = Duration.ofMillis(15);

    /** One in so many buyers cancels at once what is placed. */
    private static final int CANCELS = 5;

    @Override
    public String name() {
        return "exactly-sold";
    }

    @Override
    public String about() {
        return "100,000 requests by 20,000 users for 5,000 units, with repeats, retries, cancellations and hang-ups";
    }

    @Override
    public List<Figure> measure(Subject subject) {
        var rush =
                new Rush(subject, subject.sale(UNITS, LIMIT), subject.buyers().tokens(USERS + UNITS));
        var begin = System.nanoTime();
        Crowd.each(clicks(), (_, click) -> rush.click(click));
        var seconds = (System.nanoTime() - begin) / 1e9;
        rush.sale().awaitDecided();
        var taken = rush.sale().taken();

        rush.othersBuyTheRest(USERS, UNITS);
        rush.allPay();
        var violations = Invariants.of(subject.system()).violations();
        if (!violations.isEmpty()) {
            throw new Unsound("invariants broken: " + violations);
        }
        var figures = new ArrayList<Figure>();
        figures.add(Figure.of("requests", REQUESTS, ""));
        figures.add(Figure.of("  a second", REQUESTS / seconds, "/s"));
        rush.counts().forEach((what, count) -> figures.add(Figure.of("  " + what, count, "")));
        figures.add(Figure.of("units held when all is decided", taken, "").atMost(UNITS));
        figures.add(Figure.of("most units that one user got", rush.sale().mostOfOneUser(), "")
                .atMost(LIMIT));
        figures.add(
                Figure.of("units sold after others bought the rest", rush.sale().sold(), "")
                        .exactly(UNITS));
        figures.add(
                Figure.of("units held then", rush.sale().taken() - rush.sale().sold(), "")
                        .exactly(0));
        return figures;
    }

    /** Five of each user, in any order: the same order three times, some hanging up on it, and two more. */
    private static List<Click> clicks() {
        var random = new Random(SEED);
        var clicks = new ArrayList<Click>();
        for (var user = 0; user < USERS; user++) {
            var quantity = 1 + random.nextInt(LIMIT);
            clicks.add(new Click(user, "first", quantity, Caller.PATIENCE, random.nextInt(CANCELS) == 0));
            clicks.add(new Click(user, "first", quantity, IMPATIENCE, false));
            clicks.add(new Click(user, "first", quantity, Caller.PATIENCE, false));
            clicks.add(new Click(user, "second", 1, IMPATIENCE, false));
            clicks.add(new Click(user, "third", LIMIT, Caller.PATIENCE, random.nextInt(CANCELS) == 0));
        }
        Collections.shuffle(clicks, random);
        return clicks;
    }
}
