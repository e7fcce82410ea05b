package io.sluice.stack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics, which nobody creates by accident: the brokers' own auto-creation is off. */
public final class KafkaTopics {

    private static final int PARTITIONS = 6;
    private static final short REPLICATION = 1;

    private static final List<String> TOPICS =
            List.of("orders", "payments", "stock", "deadlines", "refunds", "fulfilment", "flash-requests");

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

    static List<String> all() {
        var all = new ArrayList<>(TOPICS);
        HEARS.forEach((function, topics) -> topics.forEach(topic -> all.add(topic + "-refused-by-" + function)));
        return all;
    }

    /** Creates what is missing. */
    static void create(String bootstrapServers) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var missing = new HashSet<>(all());
            missing.removeAll(admin.listTopics().names().get());
            var topics = missing.stream()
                    .map(name -> new NewTopic(name, PARTITIONS, REPLICATION))
                    .toList();
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new CannotStart(
                        "the topics cannot be made on " + bootstrapServers + ": "
                                + e.getCause().getMessage(),
                        e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while the topics were made", e);
        }
    }
}
