package io.sluice.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What one test says by the outbox, and hears of it on Kafka. */
@Dependent
class Talk {

    static final String TOPIC = "refunds";

    /** {@code run} tells a test's words from others'. */
    record Said(String type, String run, int number) {}

    private final String run = UUID.randomUUID().toString();
    private final Outbox outbox;
    private final String kafka;

    Talk(Outbox outbox, @ConfigProperty(name = "sluice.kafka") String kafka) {
        this.outbox = outbox;
        this.kafka = kafka;
    }

    String run() {
        return run;
    }

    void say(String key, int number) {
        commit(List.of(message(key, number)), false);
    }

    Message message(String key, int number) {
        return message(TOPIC, key, number);
    }

    Message message(String topic, String key, int number) {
        return new Message(UUID.randomUUID(), topic, key, Instant.now(), new Said("said", run, number));
    }

    void commit(List<Message> messages, boolean fail) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> outbox.inTransaction(session -> outbox.add(session, messages)
                    .chain(() -> fail
                            ? Uni.createFrom().failure(new IllegalStateException("changed my mind"))
                            : Uni.createFrom().voidItem())));
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    List<Integer> heard(int count) {
        return records(count).stream().map(Talk::number).toList();
    }

    List<ConsumerRecord<String, String>> records(int count) {
        var records = records(count, Duration.ofSeconds(40));
        assertThat(records).hasSizeGreaterThanOrEqualTo(count);
        return records;
    }

    List<ConsumerRecord<String, String>> records(int count, Duration patience) {
        return records(TOPIC, count, patience);
    }

    List<ConsumerRecord<String, String>> records(String topic, int count, Duration patience) {
        var found = new ArrayList<ConsumerRecord<String, String>>();
        var deadline = System.nanoTime() + patience.toNanos();
        var config = Map.<String, Object>of(
                "bootstrap.servers", kafka, "group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (found.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value().contains(run)) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    /** All of this test that the topic has now: what was sent twice is there twice. */
    List<ConsumerRecord<String, String>> recordsSoFar() {
        var found = new ArrayList<ConsumerRecord<String, String>>();
        var config = Map.<String, Object>of("bootstrap.servers", kafka);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value().contains(run)) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    static int number(ConsumerRecord<String, String> record) {
        return Integer.parseInt(record.value().replaceAll(".*\"number\": ?(\\d+).*", "$1"));
    }
}
