package io.sluice.outbox;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;

/**
 * One round on its way: keys side by side, the rows of one key one after another. A row is not sent before the one ahead
 * of it is acknowledged, so that no failure can turn their order around.
 *
 * <p>Rows are sent on the sending thread; Kafka's own thread answers, and must not send, because that may block.
 */
class Delivery {

    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private final Producer<String, String> kafka;
    private final CloudEvents events;
    private final Executor thread;
    private final Consumer<Set<Long>> done;
    private final Set<Long> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> refusing = ConcurrentHashMap.newKeySet();
    private final AtomicInteger keysOnTheirWay = new AtomicInteger();

    Delivery(Producer<String, String> kafka, CloudEvents events, Executor thread, Consumer<Set<Long>> done) {
        this.kafka = kafka;
        this.events = events;
        this.thread = thread;
        this.done = done;
    }

    void begin(List<OutboxRow> rows) {
        var keys = rows.stream()
                .collect(groupingBy(OutboxRow::key, LinkedHashMap::new, collectingAndThen(toList(), List::iterator)));
        keysOnTheirWay.set(keys.size());
        keys.values().forEach(this::sendNext);
    }

    /** A topic that refused one message is left alone for the rest of the round: each try may take seconds. */
    private void sendNext(Iterator<OutboxRow> ofOneKey) {
        var row = ofOneKey.next();
        if (refusing.contains(row.topic())) {
            end();
            return;
        }
        try {
            kafka.send(events.of(row), (_, failure) -> answered(row, ofOneKey, failure));
        } catch (RuntimeException e) {
            answered(row, ofOneKey, e);
        }
    }

    /** Where one row fails, those behind it stay; the next round begins there. */
    private void answered(OutboxRow row, Iterator<OutboxRow> behind, Exception failure) {
        if (failure == null) {
            sent.add(row.seq());
            goOn(behind);
        } else {
            if (refusing.add(row.topic())) {
                LOG.warnf("topic %s does not take messages: %s", row.topic(), failure.getMessage());
            }
            end();
        }
    }

    private void goOn(Iterator<OutboxRow> ofOneKey) {
        if (ofOneKey.hasNext()) {
            thread.execute(() -> sendNext(ofOneKey));
        } else {
            end();
        }
    }

    private void end() {
        if (keysOnTheirWay.decrementAndGet() == 0) {
            done.accept(sent);
        }
    }
}
