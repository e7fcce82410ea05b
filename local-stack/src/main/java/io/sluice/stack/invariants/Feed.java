package io.sluice.stack.invariants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from their beginning to where they end now, as any other team could. */
record Feed(String bootstrapServers) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMillis(200);

    List<String> deadLetterTopics() {
        try (var consumer = consumer()) {
            return consumer.listTopics().keySet().stream()
                    .filter(topic -> topic.contains("-refused-by-"))
                    .sorted()
                    .toList();
        }
    }

    List<Said> read(List<String> topics) {
        try (var consumer = consumer()) {
            var ends = consumer.endOffsets(partitions(consumer, topics));
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            var said = new ArrayList<Said>();
            while (isBefore(ends, consumer)) {
                consumer.poll(PATIENCE).forEach(record -> said.add(said(record)));
            }
            return said;
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, String> consumer, List<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static boolean isBefore(Map<TopicPartition, Long> ends, KafkaConsumer<String, String> consumer) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private static Said said(ConsumerRecord<String, String> record) {
        var id = record.headers().lastHeader("ce_id");
        return new Said(
                record.topic(), id == null ? "" : new String(id.value(), StandardCharsets.UTF_8), json(record.value()));
    }

    /** What cannot be read says nothing. */
    private static JsonNode json(String text) {
        try {
            return text == null ? JsonNodeFactory.instance.nullNode() : JSON.readTree(text);
        } catch (JsonProcessingException _) {
            return JsonNodeFactory.instance.nullNode();
        }
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false", "group.id", "invariants"),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
