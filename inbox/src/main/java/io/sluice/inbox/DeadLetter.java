package io.sluice.inbox;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A message as it was heard, with what is needed to find it again. */
record DeadLetter(UUID id, String topic, int partition, long offset, String messageId, String key, byte[] payload) {

    static DeadLetter of(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader("ce_id");
        var messageId = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        var payload = record.value() == null ? new byte[0] : record.value();
        return new DeadLetter(
                UUID.randomUUID(),
                record.topic(),
                record.partition(),
                record.offset(),
                messageId,
                record.key(),
                payload);
    }

    String position() {
        return partition + ":" + offset;
    }
}
