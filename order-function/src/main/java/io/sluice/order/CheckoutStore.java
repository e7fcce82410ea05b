package io.sluice.order;

import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sluice.contracts.OrderId;
import io.sluice.order.domain.Line;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Previews that may become orders for a while. */
@ApplicationScoped
class CheckoutStore {

    private static final String ADD = """
            INSERT INTO checkout (bucket, id, user_id, asked, lines, expires_at)
            VALUES (?1, ?2, ?3, CAST(CAST(?4 AS text) AS jsonb), CAST(CAST(?5 AS text) AS jsonb),
                    now() + ?6 * interval '1 second')
            RETURNING expires_at
            """;

    private static final String FIND = """
            SELECT CAST(asked AS text), CAST(lines AS text) FROM checkout
             WHERE bucket = ?1 AND id = ?2 AND user_id = ?3 AND expires_at > now()
            """;

    private static final String PURGE = """
            DELETE FROM checkout WHERE ctid = ANY (ARRAY(SELECT ctid FROM checkout WHERE expires_at < now() LIMIT ?1))
            """;

    private static final TypeReference<LinkedHashMap<String, Integer>> UNITS = new TypeReference<>() {};
    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};

    private final Json json;
    private final OrderConfig config;

    CheckoutStore(Json json, OrderConfig config) {
        this.json = json;
        this.config = config;
    }

    /** Answers when it expires. */
    @WithTransaction
    Uni<Instant> add(String userId, UUID id, Checkout checkout) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD, Instant.class)
                        .setParameter(1, (short) OrderId.bucketOf(userId))
                        .setParameter(2, id)
                        .setParameter(3, userId)
                        .setParameter(4, json.write(checkout.asked()))
                        .setParameter(5, json.write(checkout.lines()))
                        .setParameter(6, config.checkoutLifetime().toSeconds())
                        .getSingleResult());
    }

    /** Nothing for another's, an unknown or an expired one. */
    @WithSession
    Uni<Optional<Checkout>> find(String userId, UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FIND, Object[].class)
                        .setParameter(1, (short) OrderId.bucketOf(userId))
                        .setParameter(2, id)
                        .setParameter(3, userId)
                        .getSingleResultOrNull()
                        .map(row -> Optional.ofNullable(row).map(this::checkout)));
    }

    private Checkout checkout(Object[] row) {
        return new Checkout(json.read((String) row[0], UNITS), json.read((String) row[1], LINES));
    }

    Uni<Integer> purge(Mutiny.Session session, int limit) {
        return session.createNativeQuery(PURGE).setParameter(1, limit).executeUpdate();
    }
}
