package io.sluice.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Kafka and the table of dead letters, as the tests use them. Tests tell their messages apart by their keys. */
@ApplicationScoped
class Post {

    private final Inbox inbox;
    private final NoteReader reader;
    private final Pool database;
    private final ObjectMapper json;
    private final String kafka;

    Post(
            Inbox inbox,
            NoteReader reader,
            Pool database,
            ObjectMapper json,
            @ConfigProperty(name = "sluice.kafka") String kafka) {
        this.inbox = inbox;
        this.reader = reader;
        this.database = database;
        this.json = json;
        this.kafka = kafka;
    }

    /** All with one key, so in one partition. */
    void send(String key, String... payloads) {
        var config = Map.<String, Object>of("bootstrap.servers", kafka);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (var payload : payloads) {
                var value = payload == null ? null : payload.getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>("orders", key, value));
            }
        }
    }

    /** Hands one poll's records to the inbox as the connector would, however often. */
    void deliver(List<ConsumerRecord<String, byte[]>> records) {
        var poll = new ConsumerRecords<>(Map.of(new TopicPartition("orders", 0), records), Map.of());
        try {
            VertxContextSupport.subscribeAndAwait(() -> inbox.hear(reader, poll)
                    .ifNoItem()
                    .after(Duration.ofSeconds(40))
                    .fail());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    void deliver(ConsumerRecord<String, byte[]> record) {
        deliver(List.of(record));
    }

    static ConsumerRecord<String, byte[]> record(String key, long offset, String messageId, String payload) {
        var bytes = payload.getBytes(StandardCharsets.UTF_8);
        var record = new ConsumerRecord<>("orders", 0, offset, key, bytes);
        if (messageId != null) {
            record.headers().add("ce_id", messageId.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    List<String> reasons(String key) {
        var rows = database.preparedQuery("SELECT reason FROM dead_letter WHERE key = $1 ORDER BY parked_at, id")
                .executeAndAwait(Tuple.of(key));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }

    void endWhatHangs() {
        database.query("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                .executeAndAwait();
    }

    /** What the dead-letter topic says under a key, once it has said that much. */
    List<JsonNode> announced(String key, int atLeast) {
        var found = new ArrayList<JsonNode>();
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var config = Map.<String, Object>of(
                "bootstrap.servers", kafka, "group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("orders-refused-by-refund-worker"));
            while (found.size() < atLeast && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(parse(record.value()));
                    }
                });
            }
        }
        return found;
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
