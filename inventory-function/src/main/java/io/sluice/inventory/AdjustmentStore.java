package io.sluice.inventory;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What operators changed, once per id. */
@ApplicationScoped
class AdjustmentStore implements PanacheRepositoryBase<AdjustmentRow, String> {

    private static final String ADD = """
            INSERT INTO adjustment (adjustment_id, sku, delta, reason, who)
            VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING
            """;

    /** Answers false if the id was used before. */
    Uni<Boolean> add(Adjustment adjustment) {
        return getSession()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter(1, adjustment.id())
                        .setParameter(2, adjustment.sku())
                        .setParameter(3, adjustment.delta())
                        .setParameter(4, adjustment.reason())
                        .setParameter(5, adjustment.who())
                        .executeUpdate())
                .map(rows -> rows == 1);
    }
}
