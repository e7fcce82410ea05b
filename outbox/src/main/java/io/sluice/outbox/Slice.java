package io.sluice.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/**
 * Messages of a topic, by their keys: all, those of a partition, or those of one key. What takes nothing is one of these.
 *
 * @param number what is left of their keys' hash when it is divided by {@code of}
 */
record Slice(String topic, int number, int of) {

    static Slice all(String topic) {
        return new Slice(topic, 0, 1);
    }

    static Slice ofPartition(String topic, int partition, int partitions) {
        return new Slice(topic, partition, partitions);
    }

    /** Of two thousand million keys one other may be in it. */
    static Slice ofKey(OutboxRow row) {
        return new Slice(row.topic(), hash(row.key()) % Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** Kafka's own: a key's partition is what is left of it when it is divided by how many there are. */
    static int hash(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8)));
    }

    boolean isOneKey() {
        return of == Integer.MAX_VALUE;
    }

    boolean has(OutboxRow row) {
        return topic.equals(row.topic()) && hash(row.key()) % of == number;
    }

    @Override
    public String toString() {
        if (isOneKey()) {
            return "a key of topic " + topic;
        }
        return of == 1 ? "topic " + topic : "partition %d of topic %s".formatted(number, topic);
    }
}
