package io.sluice.e2e;

import io.sluice.stack.LocalSystem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What was said, as often as it was said. */
record Topic(LocalSystem system, String name) {

    /** The message ids of an order's events of one type. */
    List<String> idsOf(String order, String type) {
        return read().stream()
                .filter(record -> order.equals(record.key()) && type.equals(header(record, "ce_type")))
                .map(record -> header(record, "ce_id"))
                .toList();
    }

    private List<ConsumerRecord<String, String>> read() {
        Map<String, Object> configuration =
                Map.of("bootstrap.servers", system.stack().kafka().getUrl());
        try (var consumer = new KafkaConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var records = new ArrayList<ConsumerRecord<String, String>>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
