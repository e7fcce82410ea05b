package io.sluice.outbox;

import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A message as it waits in the table. */
record OutboxRow(long seq, UUID id, String topic, String key, OffsetDateTime at, String type, String payload) {

    static OutboxRow of(Row row) {
        return new OutboxRow(
                row.getLong("seq"),
                row.getUUID("id"),
                row.getString("topic"),
                row.getString("key"),
                row.getOffsetDateTime("at"),
                row.getString("type"),
                row.getString("payload"));
    }
}
