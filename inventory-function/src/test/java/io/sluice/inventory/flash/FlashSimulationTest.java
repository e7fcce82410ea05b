package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The protocol of flash sales on servers that fail, in schedules that only a seed knows.
 *
 * <p>{@code -Dsluice.sim.seed=17} plays one schedule and tells it; {@code -Dsluice.sim.schedules=1000000} plays more than a
 * build has time for.
 */
class FlashSimulationTest {

    private static final Logger LOG = Logger.getLogger(FlashSimulationTest.class);

    /** Some 10 s of a core. */
    private static final int SCHEDULES = 30_000;

    /** What has to happen, or the simulation proves nothing. A schedule has a third of the kinds of fault. */
    private static final List<String> OFTEN = List.of(
            "fault: instance dies",
            "fault: instance stalls",
            "fault: kafka loses what it has acknowledged",
            "fault: kafka repeats itself",
            "fault: news come twice",
            "fault: redis answers stale",
            "fault: redis has two masters",
            "fault: redis is empty",
            "fault: redis rolls back",
            "fault: server is away",
            "answers lost",
            "calls lost",
            "calls that happened late",
            "told taken",
            "told taken again",
            "told Reused",
            "told SOLD_OUT",
            "told LIMIT_REACHED",
            "told ENDED",
            "told NOT_STARTED",
            "told Unavailable",
            "ticket Queued",
            "ticket Placed",
            "ticket Rejected",
            "ticket Expired",
            "claim: flash SOLD order-paid",
            "claim: flash RELEASED order-cancelled",
            "claim: flash RELEASED order-rejected",
            "claim: flash EXPIRED",
            "claim: flash EXPIRED by a poll or the sweeper",
            "claim: flash REJECTED ended",
            "orders paid or cancelled",
            "ordinary orders",
            "returns",
            "adjustments",
            "sales cancelled",
            "requests perhaps not stored",
            "claim: flash RETURNED order-refunded",
            "forwarded after the end: RELEASED",
            "forwarded after the end: RETURNED");

    /** What is rare, because it takes several faults together. */
    private static final List<String> SOMETIMES = List.of(
            "fault: kafka loses what nobody was told of",
            "claim: flash REJECTED sold-out",
            "claim: flash REJECTED limit-reached",
            "claim: flash REJECTED barred",
            "claim: tombstone of an ordinary order",
            "winners' retries refused");

    private final SimCounts counts = new SimCounts();

    @Test
    @DisabledIfSystemProperty(named = "sluice.sim.seed", matches = ".+")
    void keepsItsPromisesWhateverGoesWrong() {
        var schedules = Integer.getInteger("sluice.sim.schedules", SCHEDULES);

        for (var seed = 1; seed <= schedules; seed++) {
            play(seed);
        }

        LOG.infof("what happened:%n%s", counts);
        if (schedules >= SCHEDULES) {
            assertThat(OFTEN).allSatisfy(what -> assertThat(counts.of(what)).isGreaterThan(1_000));
            assertThat(SOMETIMES).allSatisfy(what -> assertThat(counts.of(what)).isGreaterThan(50));
        }
    }

    /** For whoever looks for what a seed shows. */
    @Test
    @EnabledIfSystemProperty(named = "sluice.sim.seed", matches = ".+")
    void tellsOneSchedule() {
        var seed = Long.getLong("sluice.sim.seed");

        play(seed);

        LOG.infof("schedule %d:%n%s", seed, tell(seed));
    }

    @Test
    void replaysASeedExactly() {
        assertThat(tell(17)).isEqualTo(tell(17)).isNotEqualTo(tell(18));
    }

    private void play(long seed) {
        try {
            Simulation.play(seed, new SimParts(), SimTrace.none(), counts);
        } catch (RuntimeException broken) {
            throw new AssertionError("-Dsluice.sim.seed=%d: %s%n%s".formatted(seed, broken, tell(seed)), broken);
        }
    }

    private static String tell(long seed) {
        var trace = SimTrace.kept();
        try {
            Simulation.play(seed, new SimParts(), trace, new SimCounts());
        } catch (RuntimeException broken) {
            trace.say(() -> "broken: " + broken);
        }
        return trace.toString();
    }
}
