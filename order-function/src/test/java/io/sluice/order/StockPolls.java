package io.sluice.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.StockEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Hands over what one poll of the topic {@code stock} found, as the connector would: a real poll may find less. */
@ApplicationScoped
class StockPolls {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TopicPartition PARTITION = new TopicPartition("stock", 0);

    private final StockEvents events;
    private final ObjectMapper json;
    private final AtomicLong offset = new AtomicLong(1_000_000);

    StockPolls(StockEvents events, ObjectMapper json) {
        this.events = events;
        this.json = json;
    }

    void hear(List<? extends StockEvent> heard) {
        deliver(heard.stream().map(this::record).toList());
    }

    void hear(StockEvent... heard) {
        hear(List.of(heard));
    }

    /** The first of two cannot be read. */
    void hear(OrderId key, String text, StockEvent event) {
        deliver(List.of(record(key, text), record(event)));
    }

    private void deliver(List<ConsumerRecord<String, byte[]>> records) {
        try {
            VertxContextSupport.subscribeAndAwait(
                    () -> events.hear(new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()))
                            .ifNoItem()
                            .after(PATIENCE)
                            .fail());
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private ConsumerRecord<String, byte[]> record(StockEvent event) {
        try {
            return record(event.orderId(), json.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private ConsumerRecord<String, byte[]> record(OrderId key, String text) {
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset.incrementAndGet(),
                key.toString(),
                text.getBytes(StandardCharsets.UTF_8));
    }
}
