package io.sluice.stack.invariants;

import io.sluice.stack.Function;
import io.sluice.stack.KafkaTopics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What the functions have still to hear. */
record Lag(String bootstrapServers) {

    /** A sentence for each function that is behind. */
    List<String> sentences() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var behind = new ArrayList<String>();
            for (var function : Function.values()) {
                var count = behind(admin, function.folder());
                if (count > 0) {
                    behind.add(function.folder() + " has still to hear " + count + " messages");
                }
            }
            return behind;
        } catch (ExecutionException e) {
            return List.of("Kafka cannot be asked: " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long behind(Admin admin, String function) throws ExecutionException, InterruptedException {
        var committed = committed(admin, function);
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        partitions(admin, KafkaTopics.heardBy(function))
                .forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .mapToLong(end -> end.getValue().offset() - committed.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    private static Map<TopicPartition, Long> committed(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        var committed = new HashMap<TopicPartition, Long>();
        Map<TopicPartition, OffsetAndMetadata> all = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        all.forEach((partition, offset) -> committed.put(partition, offset == null ? 0 : offset.offset()));
        return committed;
    }

    private static List<TopicPartition> partitions(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(Lag::partitions)
                .toList();
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }
}
