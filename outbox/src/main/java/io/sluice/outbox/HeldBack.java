package io.sluice.outbox;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Topics that took no message while others did: left alone for a while, so that they do not hold up the rest. */
@ApplicationScoped
class HeldBack {

    private static final Logger LOG = Logger.getLogger(HeldBack.class);

    private final Map<String, Long> untilNanos = new ConcurrentHashMap<>();
    private final OutboxConfig config;

    HeldBack(OutboxConfig config) {
        this.config = config;
    }

    /** Those that are left alone now. */
    Set<String> topics() {
        untilNanos.values().removeIf(until -> until - System.nanoTime() <= 0);
        return Set.copyOf(untilNanos.keySet());
    }

    /** Learns from a round. Where nothing was taken, Kafka is away, and no topic is to blame. */
    void learn(List<OutboxRow> rows, Set<Long> sent) {
        var taking = rows.stream()
                .filter(row -> sent.contains(row.seq()))
                .map(OutboxRow::topic)
                .collect(toSet());
        if (!taking.isEmpty()) {
            failed(rows, sent).filter(topic -> !taking.contains(topic)).forEach(this::holdBack);
        }
    }

    /** The topics of the first row of each key that was not taken: those behind it were not even sent. */
    private static Stream<String> failed(List<OutboxRow> rows, Set<Long> sent) {
        return rows.stream()
                .filter(row -> !sent.contains(row.seq()))
                .collect(toMap(OutboxRow::key, OutboxRow::topic, (first, _) -> first))
                .values()
                .stream()
                .distinct();
    }

    private void holdBack(String topic) {
        LOG.errorf("topic %s takes no message while others do: is it there? Next try in %s", topic, config.holdBack());
        untilNanos.put(topic, System.nanoTime() + config.holdBack().toNanos());
    }
}
