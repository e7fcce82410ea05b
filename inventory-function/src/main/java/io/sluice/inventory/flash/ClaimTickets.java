package io.sluice.inventory.flash;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderId;
import io.sluice.gather.Gather;
import io.sluice.inventory.Batches;
import io.sluice.inventory.Statements;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Ticket;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads tickets off claims; polls that come at the same time share a query. */
@ApplicationScoped
class ClaimTickets implements Tickets {

    private static final String OF = """
            SELECT claim.order_id, claim.state, claim.reason, claim.placed_at IS NOT NULL
              FROM claim JOIN jsonb_to_recordset(CAST(CAST(?1 AS text) AS jsonb)) AS asked (
                   bucket smallint, order_id uuid) USING (bucket, order_id)
            """;

    private final Gather<OrderId, Optional<Ticket>> polls;

    ClaimTickets(Batches batches, FlashConfig config) {
        polls = batches.gather(config.tickets(), orders -> Panache.withSession(() -> read(orders)));
    }

    @Override
    public Uni<Optional<Ticket>> of(OrderId order) {
        return polls.call(order);
    }

    private static Uni<List<Optional<Ticket>>> read(List<OrderId> orders) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OF, Object[].class)
                        .setParameter(
                                1, Statements.keys(orders.stream().distinct().toList()))
                        .getResultList())
                .map(ClaimTickets::byOrder)
                .map(found -> orders.stream()
                        .map(order -> Optional.ofNullable(found.get(order)))
                        .toList());
    }

    private static Map<OrderId, Ticket> byOrder(List<Object[]> rows) {
        var tickets = new HashMap<OrderId, Ticket>();
        rows.forEach(row -> tickets.put(
                new OrderId((UUID) row[0]),
                Ticket.of(ClaimState.valueOf((String) row[1]), (String) row[2], (Boolean) row[3])));
        return tickets;
    }
}
