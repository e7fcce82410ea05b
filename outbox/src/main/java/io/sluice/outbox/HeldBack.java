package io.sluice.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * What took no message while others did, a topic, a partition or a key: left alone for a while, so that it neither holds up
 * the rest nor fills the rounds. The first time for a sixteenth of {@code outbox.hold-back}, because Kafka may have died in
 * mid-round, and for twice as long each time that the try after it fails. This instance's memory, lost with it.
 */
@ApplicationScoped
class HeldBack {

    private static final Logger LOG = Logger.getLogger(HeldBack.class);

    /** The relay compares each row with each of them: more than these are not held back, and are tried in every round. */
    private static final int MOST = 500;

    private static final int FIRST_SHARE = 16;

    private final Map<Slice, Pause> pauses = new ConcurrentHashMap<>();
    private final OutboxConfig config;
    private final LongSupplier nanoTime;

    /** Kept for as long as the longest after its end: who fails again then is known. */
    private record Pause(Duration length, long untilNanos) {}

    @Inject
    HeldBack(OutboxConfig config) {
        this(config, System::nanoTime);
    }

    /** @param nanoTime the time, which a test makes up */
    HeldBack(OutboxConfig config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
    }

    /** Those that are left alone now. */
    List<Slice> now() {
        var now = nanoTime.getAsLong();
        pauses.values()
                .removeIf(pause -> now - pause.untilNanos() > config.holdBack().toNanos());
        return pauses.entrySet().stream()
                .filter(entry -> entry.getValue().untilNanos() - now > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Learns from a round: who took something is not to blame. */
    void learn(List<OutboxRow> rows, Delivered delivered) {
        var taken = rows.stream()
                .filter(row -> delivered.acknowledged().contains(row.seq()))
                .toList();
        if (!taken.isEmpty() || delivered.refused().stream().allMatch(this::isToBlameAnyway)) {
            delivered.refused().stream()
                    .filter(slice -> taken.stream().noneMatch(slice::has))
                    .forEach(this::holdBack);
        }
    }

    /** Where nothing was taken, Kafka is away: unless it was a message's own fault, or all that was tried failed before. */
    private boolean isToBlameAnyway(Slice slice) {
        return slice.isOneKey() || pauses.containsKey(slice);
    }

    private void holdBack(Slice slice) {
        var last = pauses.get(slice);
        if (last == null && pauses.size() >= MOST) {
            return;
        }
        var length = last == null
                ? config.holdBack().dividedBy(FIRST_SHARE)
                : shorter(last.length().multipliedBy(2), config.holdBack());
        LOG.errorf("%s takes no message while others do. Next try in %s", slice, length);
        pauses.put(slice, new Pause(length, nanoTime.getAsLong() + length.toNanos()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
