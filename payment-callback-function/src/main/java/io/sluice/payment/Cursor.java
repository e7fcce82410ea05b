package io.sluice.payment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** A place in the list of payments, newest first: opaque to clients. */
record Cursor(Instant at, UUID id) {

    static Cursor of(PaymentRow row) {
        return new Cursor(row.createdAt, row.key.id());
    }

    /** @throws RuntimeException unless {@code text} is one that we gave out */
    static Cursor parse(String text) {
        var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
        return new Cursor(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), UUID.fromString(parts[1]));
    }

    @Override
    public String toString() {
        var text = ChronoUnit.MICROS.between(Instant.EPOCH, at) + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
