package io.sluice.inbox;

import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;

/** A dead letter with its story. */
record ParkedLetter(DeadLetter letter, String reason, OffsetDateTime parkedAt, OffsetDateTime replayedAt) {

    /** Where a page ends. Opaque to clients. */
    record Cursor(OffsetDateTime parkedAt, UUID id) {

        /** @throws IllegalArgumentException if {@code text} is none of ours */
        static Cursor parse(String text) {
            try {
                var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
                return new Cursor(OffsetDateTime.parse(parts[0]), UUID.fromString(parts[1]));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("no cursor of ours", e);
            }
        }

        @Override
        public String toString() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((parkedAt + "|" + id).getBytes(StandardCharsets.UTF_8));
        }
    }

    static ParkedLetter of(Row row) {
        var letter = new DeadLetter(
                row.getUUID("id"),
                row.getString("topic"),
                row.getInteger("partition"),
                row.getLong("offset"),
                row.getString("message_id"),
                row.getString("key"),
                row.getBuffer("payload").getBytes());
        return new ParkedLetter(
                letter,
                row.getString("reason"),
                row.getOffsetDateTime("parked_at"),
                row.getOffsetDateTime("replayed_at"));
    }

    Cursor cursor() {
        return new Cursor(parkedAt, letter.id());
    }
}
