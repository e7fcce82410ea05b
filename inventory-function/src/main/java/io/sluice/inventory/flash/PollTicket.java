package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Ticket;
import io.sluice.inventory.flash.Expiry.Lapsed;
import io.sluice.inventory.gate.Gate;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells whoever holds a 202 what became of it. A poll past the patience decides itself, so that nobody waits for ever,
 * whatever was lost.
 */
@ApplicationScoped
class PollTicket {

    /** A ticket without a pool: the seq of no pool is read for it. */
    private static final long NO_POOL = 0;

    private final Tickets tickets;
    private final AdmissionTimes admissions;
    private final Gate gate;
    private final SaleClock clock;
    private final Expiry expiry;
    private final Duration patience;

    PollTicket(
            Tickets tickets, AdmissionTimes admissions, Gate gate, SaleClock clock, Expiry expiry, FlashConfig config) {
        this.tickets = tickets;
        this.admissions = admissions;
        this.gate = gate;
        this.clock = clock;
        this.expiry = expiry;
        this.patience = config.patience();
    }

    /** @param pools of the sale: the order may wait for its decision in any of them */
    Uni<Ticket> poll(OrderId order, String userId, UUID sale, List<Long> pools) {
        return tickets.of(order)
                .chain(found -> found.map(ticket -> Uni.createFrom().item(ticket))
                        .orElseGet(() -> undecided(order, userId, sale, pools)));
    }

    /** Without the gate nobody knows for how long it has waited: it waits on. */
    private Uni<Ticket> undecided(OrderId order, String userId, UUID sale, List<Long> pools) {
        return lapsedSince(order, userId, sale, pools)
                .onFailure()
                .recoverWithItem(Optional.empty())
                .chain(since -> since.map(at -> expire(new Lapsed(order, userId, sale, "", at)))
                        .orElseGet(() -> Uni.createFrom().item(new Ticket.Queued())));
    }

    /** Since when, if the patience is over by the gate's clock. */
    private Uni<Optional<Instant>> lapsedSince(OrderId order, String userId, UUID sale, List<Long> pools) {
        return since(order, userId, sale, pools)
                .map(since -> since.filter(at -> at.plus(patience).isBefore(clock.now())));
    }

    /**
     * Of what is gone even from the gate, patience counts from the first poll. A user can make up any number of such
     * tickets: beyond some they wait until the others are forgotten, so that they fill nobody's tables.
     */
    private Uni<Optional<Instant>> since(OrderId order, String userId, UUID sale, List<Long> pools) {
        return admissions
                .of(order, pools)
                .chain(admitted ->
                        admitted.isPresent() ? Uni.createFrom().item(admitted) : gate.firstAsked(order, sale, userId));
    }

    /** By PostgreSQL's clock it may be too early yet. */
    private Uni<Ticket> expire(Lapsed lapsed) {
        return expiry.expire(NO_POOL, List.of(lapsed))
                .chain(() -> tickets.of(lapsed.order()))
                .map(ticket -> ticket.orElseGet(Ticket.Queued::new));
    }
}
