package io.sluice.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sluice.contracts.OrderId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** The steps an order went through. Written with them, by {@link OrderWrites} and {@link IntentStore}. */
@ApplicationScoped
class HistoryStore {

    private static final String OF_ORDER = """
            SELECT at, was, became, because, event_id FROM order_history
             WHERE bucket = ?1 AND order_id = ?2 ORDER BY seq
            """;

    /**
     * One step.
     *
     * @param from null for the first
     * @param eventId the message that announced it, if one did
     */
    @JsonInclude
    record Step(Instant at, String from, String to, String because, UUID eventId) {}

    @WithSession
    Uni<List<Step>> of(OrderId order) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OF_ORDER, Object[].class)
                        .setParameter(1, (short) order.bucket())
                        .setParameter(2, order.value())
                        .getResultList()
                        .map(rows -> rows.stream().map(HistoryStore::step).toList()));
    }

    private static Step step(Object[] row) {
        return new Step(((OffsetDateTime) row[0]).toInstant(), (String) row[1], (String) row[2], (String) row[3], (UUID)
                row[4]);
    }
}
