package io.sluice.inbox;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The messages that this function could not take: an operator reads them here and, when the cause is mended, replays. */
@Path("/v1/dead-letters")
@RolesAllowed("operator")
class DeadLetterResource {

    /**
     * A letter as operators see it.
     *
     * @param payload its beginning, at most 64 KiB
     */
    @JsonInclude
    record View(
            UUID id, String topic, String key, String reason, String payload, Instant parkedAt, Instant replayedAt) {}

    @JsonInclude
    record Page(List<View> items, String nextCursor) {}

    private final DeadLetters letters;
    private final Inbox inbox;
    private final Instance<Hears<?>> listeners;

    DeadLetterResource(DeadLetters letters, Inbox inbox, @Any Instance<Hears<?>> listeners) {
        this.letters = letters;
        this.inbox = inbox;
        this.listeners = listeners;
    }

    @GET
    public Uni<Page> list(
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit, @RestQuery Optional<String> cursor) {
        return letters.page(cursor.map(DeadLetterResource::parse), limit + 1).map(found -> page(found, limit));
    }

    @POST
    @Path("/{id}/replay")
    public Uni<View> replay(@RestPath UUID id) {
        return find(id).chain(this::replay).chain(() -> find(id)).map(DeadLetterResource::view);
    }

    private Uni<ParkedLetter> find(UUID id) {
        return letters.find(id)
                .map(found ->
                        found.orElseThrow(() -> new Problem(NOT_FOUND, "not-found", "there is no such dead letter")));
    }

    private Uni<Void> replay(ParkedLetter parked) {
        if (parked.replayedAt() != null) {
            return Uni.createFrom().voidItem();
        }
        return inbox.apply(listener(parked.letter().topic()), parked.letter())
                .onFailure(Refused.class)
                .transform(refused -> new Problem(CONFLICT, "refused-again", refused.getMessage()))
                .chain(() -> letters.markReplayed(parked.letter().id()));
    }

    private Hears<?> listener(String topic) {
        return listeners.stream()
                .filter(listener -> listener.topic().equals(topic))
                .findFirst()
                .orElseThrow(() -> new Problem(CONFLICT, "not-heard", "this function no longer hears " + topic));
    }

    private static ParkedLetter.Cursor parse(String cursor) {
        try {
            return ParkedLetter.Cursor.parse(cursor);
        } catch (IllegalArgumentException e) {
            throw new Problem(BAD_REQUEST, "invalid-cursor", "send a nextCursor of this list, or none");
        }
    }

    private static Page page(List<ParkedLetter> found, int limit) {
        var items = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? items.getLast().cursor().toString() : null;
        return new Page(items.stream().map(DeadLetterResource::view).toList(), next);
    }

    private static View view(ParkedLetter parked) {
        var letter = parked.letter();
        return new View(
                letter.id(),
                letter.topic(),
                letter.key(),
                parked.reason(),
                letter.excerpt(),
                parked.parkedAt().toInstant(),
                instant(parked.replayedAt()));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
