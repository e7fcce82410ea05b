package io.sluice.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What these tests ask of a broker. */
record KafkaCalls(String bootstrapServers) {

    void send(String topic, String value) {
        Map<String, Object> configuration =
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.block.ms", "5000");
        try (var producer = new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    List<String> read(String topic, int count) {
        Map<String, Object> configuration =
                Map.of("bootstrap.servers", bootstrapServers, "group.id", "reader", "auto.offset.reset", "earliest");
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (values.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
            }
        }
        return values;
    }

    Set<String> topics() {
        try (var admin = admin()) {
            return admin.listTopics().names().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    int partitions(String topic) {
        try (var admin = admin()) {
            var all = admin.describeTopics(List.of(topic)).allTopicNames().get();
            return all.get(topic).partitions().size();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For how many milliseconds a topic keeps what was said. */
    long retention(String topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = admin()) {
            var all = admin.describeConfigs(List.of(resource)).all().get();
            return Long.parseLong(
                    all.get(resource).get(TopicConfig.RETENTION_MS_CONFIG).value());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void setRetention(String topic, long millis) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var entry = new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(millis));
        try (var admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(entry, OpType.SET))))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }
}
