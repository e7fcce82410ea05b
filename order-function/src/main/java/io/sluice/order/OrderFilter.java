package io.sluice.order;

import io.sluice.order.domain.OrderStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Which orders a list shows. */
record OrderFilter(
        Optional<String> userId,
        Optional<OrderStatus> status,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Cursor> after) {

    /** Where a page ends. Opaque to clients. */
    record Cursor(Instant placedAt, UUID id) {

        /** @throws IllegalArgumentException if {@code text} is none of ours */
        static Cursor parse(String text) {
            try {
                var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
                return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("no cursor of ours", e);
            }
        }

        @Override
        public String toString() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((placedAt + "|" + id).getBytes(StandardCharsets.UTF_8));
        }
    }
}
