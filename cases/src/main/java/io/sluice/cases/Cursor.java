package io.sluice.cases;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;

import io.sluice.problems.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where a page ends, newest first. Opaque to clients. */
record Cursor(Instant at, UUID id) {

    /** Before the newest of all. */
    static final Cursor START = new Cursor(null, null);

    /** Where {@code text}, or without one the list, begins. */
    static Cursor parse(String text) {
        if (text == null) {
            return START;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
            return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (RuntimeException _) {
            throw new Problem(BAD_REQUEST, "invalid-cursor", "send a nextCursor of this list, or none");
        }
    }

    /** What a query for the rows after this one says, as its second and third parameter; {@code time} is its column. */
    String condition(String time) {
        return at == null ? "" : "AND (" + time + ", id) < (?2, ?3)";
    }

    /** Sets those parameters. */
    <T> Mutiny.SelectionQuery<T> in(Mutiny.SelectionQuery<T> query) {
        return at == null ? query : query.setParameter(2, at).setParameter(3, id);
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + "|" + id).getBytes(StandardCharsets.UTF_8));
    }
}
