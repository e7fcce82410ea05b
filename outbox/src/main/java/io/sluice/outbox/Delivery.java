package io.sluice.outbox;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
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
    private final Consumer<Delivered> done;
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Slice> refused = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();
    private final AtomicInteger keysOnTheirWay = new AtomicInteger();
    private volatile boolean shutOut;

    Delivery(Producer<String, String> kafka, CloudEvents events, Executor thread, Consumer<Delivered> done) {
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
        if (refused.contains(Slice.all(row.topic()))) {
            end();
            return;
        }
        try {
            partitions.computeIfAbsent(
                    row.topic(), topic -> kafka.partitionsFor(topic).size());
            kafka.send(events.of(row), (at, failure) -> answered(row, ofOneKey, at.partition(), failure));
        } catch (RuntimeException e) {
            answered(row, ofOneKey, RecordMetadata.UNKNOWN_PARTITION, e);
        }
    }

    /** Where one row fails, those behind it stay; the next round begins there. */
    private void answered(OutboxRow row, Iterator<OutboxRow> behind, int partition, Exception failure) {
        if (failure == null) {
            acknowledged.add(row.seq());
            goOn(behind);
            return;
        }
        if (failure instanceof AuthenticationException) {
            shutOut = true;
        }
        var slice = blamed(row, partition, failure);
        if (refused.add(slice)) {
            LOG.warnf("%s does not take message %s: %s", slice, row.id(), failure.getMessage());
        }
        end();
    }

    /**
     * Only what is surely a message's own fault makes no more than its key wait. Who is not known to be to blame is the topic: an
     * innocent one takes something from others, or nothing is taken at all, and then {@link HeldBack} blames nobody.
     */
    private Slice blamed(OutboxRow row, int partition, Exception failure) {
        return switch (failure) {
            case RecordTooLargeException _,
                    RecordBatchTooLargeException _,
                    SerializationException _,
                    InvalidRecordException _,
                    InvalidTimestampException _ -> Slice.ofKey(row);
            case BufferExhaustedException _ -> Slice.all(row.topic());
            case RetriableException _
            when partition != RecordMetadata.UNKNOWN_PARTITION ->
                Slice.ofPartition(row.topic(), partition, partitions.get(row.topic()));
            default -> Slice.all(row.topic());
        };
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
            done.accept(new Delivered(acknowledged, refused, shutOut));
        }
    }
}
