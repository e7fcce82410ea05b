package io.sluice.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How a row is written to Kafka: CloudEvents 1.0, Kafka protocol binding, binary content mode. */
@ApplicationScoped
class CloudEvents {

    private static final Header VERSION = header("ce_specversion", "1.0");
    private static final Header CONTENT = header("content-type", "application/json");

    private final Header source;

    CloudEvents(@ConfigProperty(name = "quarkus.application.name") String application) {
        source = header("ce_source", "/" + application);
    }

    ProducerRecord<String, String> of(OutboxRow row) {
        return new ProducerRecord<>(row.topic(), null, row.key(), row.payload(), headers(row));
    }

    private List<Header> headers(OutboxRow row) {
        return List.of(
                VERSION,
                header("ce_id", row.id().toString()),
                header("ce_type", row.type()),
                source,
                header("ce_time", DateTimeFormatter.ISO_INSTANT.format(row.at())),
                header("ce_subject", row.key()),
                CONTENT);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
