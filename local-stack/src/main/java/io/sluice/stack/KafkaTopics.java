package io.sluice.stack;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics, which nobody creates by accident: the brokers' own auto-creation is off. */
public final class KafkaTopics {

    private static final int PARTITIONS = 6;
    private static final short REPLICATION = 1;

    private static final Duration FOR_EVER = Duration.ofMillis(-1); // As Kafka writes it.
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);

    /** How long each keeps what was said: for ever where others may want to read it from the beginning. */
    private static final Map<String, Duration> TOPICS = Map.of(
            "orders", FOR_EVER,
            "payments", FOR_EVER,
            "refunds", FOR_EVER,
            "deadlines", WEEK,
            "fulfilment", WEEK,
            "stock", DAY,
            "flash-requests", DAY);

    /** Who hears what: each pair has a topic for what that function refuses. */
    private static final Map<String, List<String>> HEARS = Map.of(
            "order-function", List.of("stock", "payments", "deadlines", "refunds", "fulfilment"),
            "inventory-function", List.of("orders", "flash-requests"),
            "payment-callback-function", List.of("orders"),
            "timeout-canceller", List.of("orders"),
            "refund-worker", List.of("orders", "payments"),
            "fulfilment-worker", List.of("orders"));

    private KafkaTopics() {}

    /** What {@code function} hears. */
    public static List<String> heardBy(String function) {
        return HEARS.getOrDefault(function, List.of());
    }

    /** All topics, with how long they keep what was said. */
    static Map<String, Duration> all() {
        var all = new TreeMap<>(TOPICS);
        HEARS.forEach(
                (function, topics) -> topics.forEach(topic -> all.put(topic + "-refused-by-" + function, FOR_EVER)));
        return all;
    }

    /** Creates what is missing, and lets also those that were there keep what they should. */
    static void create(String bootstrapServers) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var missing = new HashSet<>(all().keySet());
            missing.removeAll(admin.listTopics().names().get());
            var topics = missing.stream()
                    .map(name -> new NewTopic(name, PARTITIONS, REPLICATION))
                    .toList();
            created(admin.createTopics(topics));
            admin.incrementalAlterConfigs(retentions()).all().get();
        } catch (ExecutionException e) {
            throw new CannotStart(
                    "the topics cannot be made on " + bootstrapServers + ": "
                            + e.getCause().getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while the topics were made", e);
        }
    }

    /** Another start may have made one at the same time. */
    private static void created(CreateTopicsResult result) throws ExecutionException, InterruptedException {
        for (var topic : result.values().values()) {
            try {
                topic.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static Map<ConfigResource, Collection<AlterConfigOp>> retentions() {
        return all().entrySet().stream()
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.getKey()),
                        topic -> List.of(retention(topic.getValue()))));
    }

    private static AlterConfigOp retention(Duration retention) {
        return new AlterConfigOp(
                new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis())), OpType.SET);
    }
}
