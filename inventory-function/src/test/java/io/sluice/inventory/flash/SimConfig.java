package io.sluice.inventory.flash;

import io.sluice.inventory.InventoryConfig.Batch;
import java.time.Duration;

/**
 * The knobs of a simulation: those of production, where they matter to the protocol.
 *
 * @param barAfter less than in production: schedules are short
 * @param window protects a real Redis; it counts real time, which no schedule may depend on
 */
record SimConfig(int barAfter, int window) implements FlashConfig {

    SimConfig(int barAfter) {
        this(barAfter, Integer.MAX_VALUE);
    }

    private record Size(int size, int waiting) implements Batch {}

    /** Few requests in one: what comes together is spread over several. */
    private static final Batch SMALL = new Size(4, 100);

    @Override
    public String ticketKey() {
        return "the secret of a simulation: nobody needs to keep it";
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Duration sweepAfter() {
        return Duration.ofSeconds(45);
    }

    @Override
    public Duration preheat() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Duration keep() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Duration longestPoll() {
        return Duration.ofSeconds(2);
    }

    @Override
    public int decisionsPerSecond() {
        return 1_500;
    }

    @Override
    public Topic topic() {
        throw new UnsupportedOperationException("a simulation has a Kafka of its own");
    }

    @Override
    public Duration refresh() {
        return Duration.ofMillis(500);
    }

    @Override
    public int cached() {
        return 1_000;
    }

    @Override
    public boolean loops() {
        return false;
    }

    @Override
    public Batch requests() {
        return SMALL;
    }

    @Override
    public Batch decisions() {
        return SMALL;
    }

    @Override
    public Batch tickets() {
        return SMALL;
    }

    /** The dice are their timers. */
    @Override
    public Loops every() {
        throw new UnsupportedOperationException("no loop of a simulation has a timer");
    }
}
