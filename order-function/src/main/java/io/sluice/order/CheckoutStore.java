package io.sluice.order;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sluice.contracts.OrderId;
import io.sluice.order.domain.Line;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Previews that may become orders for a while. */
@ApplicationScoped
class CheckoutStore {

    private static final String ADD = """
            INSERT INTO checkout (bucket, id, user_id, lines, expires_at)
            VALUES (?1, ?2, ?3, CAST(CAST(?4 AS text) AS jsonb), now() + ?5 * interval '1 second') RETURNING expires_at
            """;

    private static final String FIND = """
            SELECT CAST(lines AS text) FROM checkout
             WHERE bucket = ?1 AND id = ?2 AND user_id = ?3 AND expires_at > now()
            """;

    private static final String PURGE = """
            DELETE FROM checkout WHERE ctid = ANY (ARRAY(SELECT ctid FROM checkout WHERE expires_at < now() LIMIT ?1))
            """;

    private final Json json;
    private final OrderConfig config;

    CheckoutStore(Json json, OrderConfig config) {
        this.json = json;
        this.config = config;
    }

    /** Answers when it expires. */
    @WithTransaction
    Uni<Instant> add(String userId, UUID id, List<Line> lines) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD, Instant.class)
                        .setParameter(1, (short) OrderId.bucketOf(userId))
                        .setParameter(2, id)
                        .setParameter(3, userId)
                        .setParameter(4, json.write(lines))
                        .setParameter(5, config.checkoutLifetime().toSeconds())
                        .getSingleResult());
    }

    /** Its lines as quoted; nothing for another's, an unknown or an expired one. */
    @WithTransaction
    Uni<Optional<List<Line>>> find(String userId, UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FIND, String.class)
                        .setParameter(1, (short) OrderId.bucketOf(userId))
                        .setParameter(2, id)
                        .setParameter(3, userId)
                        .getSingleResultOrNull()
                        .map(lines -> Optional.ofNullable(lines).map(text -> List.of(json.read(text, Line[].class)))));
    }

    Uni<Integer> purge(Mutiny.Session session, int limit) {
        return session.createNativeQuery(PURGE).setParameter(1, limit).executeUpdate();
    }
}
