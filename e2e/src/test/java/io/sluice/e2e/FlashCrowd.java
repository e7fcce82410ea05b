package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Buyer.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A crowd that buys everything of a flash sale while something happens, and what must be true of it afterwards. */
final class FlashCrowd {

    private static final int SIDE_BY_SIDE = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final FlashSale sale;
    private final int units;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final AtomicInteger buying = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    FlashCrowd(FlashSale sale, int units) {
        this.sale = sale;
        this.units = units;
    }

    /** {@code buyers} buy one each, some side by side, while {@code event} happens to the system; returns when all know. */
    void buysWhile(int buyers, Event event) throws Exception {
        buying.set(buyers);
        var threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            var running = new ArrayList<Future<Outcome>>();
            for (var number = 0; number < buyers; number++) {
                running.add(threads.submit(() -> {
                    var outcome = sale.anybody().buysAndWaits("key", 1);
                    done.incrementAndGet();
                    return outcome;
                }));
            }
            event.happens(this);
            for (var outcome : running) {
                outcomes.add(outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow(); // A story that has failed waits for nobody.
        }
    }

    /** What happens meanwhile. */
    @FunctionalInterface
    interface Event {
        void happens(FlashCrowd crowd) throws Exception;
    }

    /** So many know what became of them. */
    void awaitDone(int buyers) {
        Story.await().until(() -> done.get() >= buyers);
    }

    /** Otherwise whatever happens would happen to nobody. */
    void isInMidSale() {
        assertThat(sale.figures().left()).isPositive();
        assertThat(done).hasValueLessThan(buying.get());
    }

    /** Every ticket that was given has a final answer, no unit is lost, and the answers stay what they are. */
    void isServed() throws Exception {
        isAnswered();
        buysTheRest();
        hearsTheSame();
    }

    /** Those that are placed are the units that are held. */
    private void isAnswered() {
        assertThat(outcomes).extracting(Outcome::status).isSubsetOf("PLACED", "REJECTED", "EXPIRED", "sold-out");
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.status().equals("EXPIRED"))
                .allMatch(Outcome::mayExpire);
        assertThat(sale.figures().held())
                .isEqualTo(outcomes.stream().filter(Outcome::isPlaced).count());
    }

    /** Whoever comes now gets what is left, and then it is exactly all. */
    private void buysTheRest() {
        Story.await().until(() -> {
            outcomes.add(sale.anybody().buysAndWaits("key", 1));
            return sale.figures().left() == 0;
        });
        assertThat(sale.figures()).isEqualTo(new FlashSale.Figures(0, units, 0));
    }

    private void hearsTheSame() throws Exception {
        for (var outcome : outcomes) {
            if (outcome.hasTicket()) {
                assertThat(outcome.buyer().asksForTicket(outcome.order())).isEqualTo(outcome.status());
            }
        }
    }
}
