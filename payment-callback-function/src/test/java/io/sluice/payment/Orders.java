package io.sluice.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.Topics;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says what becomes of orders, on the real topic. */
@Singleton
class Orders {

    private final ObjectMapper json;
    private final String kafka;

    Orders(ObjectMapper json, @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.json = json;
        this.kafka = kafka;
    }

    void say(OrderEvent event) {
        var config = Map.<String, Object>of("bootstrap.servers", kafka);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            var record =
                    new ProducerRecord<>(Topics.ORDERS, event.orderId().toString(), json.writeValueAsString(event));
            record.headers().add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
            producer.send(record);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
