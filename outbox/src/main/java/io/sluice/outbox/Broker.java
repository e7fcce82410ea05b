package io.sluice.outbox;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Kafka, as the relay sees it: messages go out as CloudEvents in binary mode. */
@ApplicationScoped
class Broker {

    private static final Logger LOG = Logger.getLogger(Broker.class);

    private final MutinyEmitter<String> kafka;
    private final String source;

    /** The buffer is unbounded in name only: the relay never has more than one batch in it. */
    Broker(
            @Channel("outbox") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> kafka,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.kafka = kafka;
        this.source = "/" + application;
    }

    /**
     * Sends rows, keys side by side, the rows of one key one after another: a row is not sent before the one ahead of it
     * is acknowledged, so that no failure can turn their order around.
     *
     * @return the {@code seq} of those that were acknowledged
     */
    Uni<Set<Long>> send(List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        var keys = rows.stream()
                .collect(
                        groupingBy(OutboxRow::key, LinkedHashMap::new, collectingAndThen(toList(), this::sendInOrder)));
        return Uni.join()
                .all(List.copyOf(keys.values()))
                .andFailFast()
                .map(sent -> sent.stream().flatMap(List::stream).collect(toSet()));
    }

    /** Stops at the first row that fails and answers those before it; the next round begins there. */
    private Uni<List<Long>> sendInOrder(List<OutboxRow> rows) {
        var sent = new ArrayList<Long>(rows.size());
        var all = Uni.createFrom().voidItem();
        for (var row : rows) {
            all = all.chain(() -> send(row)).invoke(() -> sent.add(row.seq()));
        }
        return all.onFailure()
                .invoke(failure -> LOG.warnf("Kafka does not take messages: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWith(sent);
    }

    private Uni<Void> send(OutboxRow row) {
        return kafka.sendMessage(Message.of(row.payload())
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(row.topic())
                        .withKey(row.key())
                        .withHeaders(cloudEvent(row))
                        .build()));
    }

    /** CloudEvents 1.0, Kafka protocol binding, binary content mode. */
    private RecordHeaders cloudEvent(OutboxRow row) {
        var headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", row.id().toString());
        add(headers, "ce_type", row.type());
        add(headers, "ce_source", source);
        add(headers, "ce_time", DateTimeFormatter.ISO_INSTANT.format(row.at()));
        add(headers, "ce_subject", row.key());
        add(headers, "content-type", "application/json");
        return headers;
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
