package io.sluice.inbox;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A message as it was heard, with what is needed to find it again. */
record DeadLetter(UUID id, String topic, int partition, long offset, String messageId, String key, byte[] payload) {

    /** How much of a payload is shown: escaped as JSON it is 384 KiB at most, and a message to Kafka may have 1 MiB. */
    static final int EXCERPT_BYTES = 64 * 1024;

    /** What an index of PostgreSQL bears is 2,700 bytes; our own ids have 36. */
    private static final int LONGEST_ID = 255;

    static DeadLetter of(ConsumerRecord<String, byte[]> record) {
        return new DeadLetter(
                UUID.randomUUID(),
                record.topic(),
                record.partition(),
                record.offset(),
                messageId(record),
                record.key() == null ? null : storable(record.key()),
                record.value() == null ? new byte[0] : record.value());
    }

    /** Its ce_id; without one, where and when it came: offsets begin anew if Kafka loses its data. */
    private static String messageId(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader("ce_id");
        var id = header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        return id.isEmpty() || id.length() > LONGEST_ID
                ? record.partition() + ":" + record.offset() + "@" + record.timestamp()
                : storable(id);
    }

    /** PostgreSQL keeps no NUL in a text: one in a message must not make its parking fail for ever. */
    static String storable(String text) {
        return text.replace("\0", "");
    }

    /** The beginning of the payload, as text. */
    String excerpt() {
        return storable(new String(payload, 0, Math.min(payload.length, EXCERPT_BYTES), StandardCharsets.UTF_8));
    }

    String position() {
        return partition + ":" + offset;
    }
}
