package io.sluice.outbox;

import java.time.OffsetDateTime;
import java.util.UUID;

/** Rows as they wait in the table, with a {@code seq} by which a test knows them. */
final class Rows {

    private Rows() {}

    static OutboxRow row(long seq, String topic, String key) {
        return new OutboxRow(
                seq, UUID.randomUUID(), topic, key, OffsetDateTime.now(), "said", "{\"number\": %d}".formatted(seq));
    }
}
