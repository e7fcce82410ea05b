package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;

/** Looks for a schedule that shows what a mutant lacks. */
final class SimHunt {

    /** Schedules that are played at most: all are caught in the first 2,000, but other seeds may take longer. */
    private static final int SCHEDULES = 10_000;

    /** A schedule that broke a promise. */
    private record Find(long seed, SimViolation violation) {}

    private static final Logger LOG = Logger.getLogger(SimHunt.class);

    private SimHunt() {}

    /** @param promise what the violation is called that shows it; others are passed over */
    static void assertCaught(SimParts mutant, String promise) {
        var find = LongStream.rangeClosed(1, SCHEDULES)
                .mapToObj(seed -> play(seed, mutant))
                .flatMap(Optional::stream)
                .filter(one -> one.violation().getMessage().startsWith(promise))
                .findFirst();

        assertThat(find).as("a schedule that shows it: " + promise).isPresent();
        find.ifPresent(one -> LOG.infof(
                "caught by schedule %d: %s", one.seed(), one.violation().getMessage()));
    }

    private static Optional<Find> play(long seed, SimParts mutant) {
        try {
            Simulation.play(seed, mutant, SimTrace.none(), new SimCounts());
            return Optional.empty();
        } catch (SimViolation violation) {
            return Optional.of(new Find(seed, violation));
        }
    }
}
