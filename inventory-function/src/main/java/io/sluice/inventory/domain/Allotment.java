package io.sluice.inventory.domain;

import io.sluice.inventory.domain.Movement.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides flash requests one after another, in the order in which they came, under their pools' locks. It is the one place
 * where a unit of a sale is given away: whatever Redis admitted, nobody gets more than is left or than one may have.
 */
public final class Allotment {

    /**
     * How much patience there is.
     *
     * @param patience from a request's admission to its decision
     * @param barAfter cancelled orders of a sale that bar a user from it
     */
    public record Rules(Duration patience, int barAfter) {}

    /** A user in a pool. */
    public record Buyer(long poolId, String userId) {}

    private final Shelf shelf;
    private final Map<Long, Share> shares;
    private final Map<Buyer, Standing> standings;
    private final Rules rules;
    private final Instant now;

    /**
     * @param standings read after the pools were locked; missing for somebody new
     * @param now by PostgreSQL's clock
     */
    public Allotment(Shelf shelf, Map<Long, Share> shares, Map<Buyer, Standing> standings, Rules rules, Instant now) {
        this.shelf = shelf;
        this.shares = shares;
        this.standings = new HashMap<>(standings);
        this.rules = rules;
        this.now = now;
    }

    /** Decides about a request that nothing was decided about; the units and the ledger's word are on the shelf. */
    public Outcome decide(FlashRequest request) {
        var outcome = judge(request);
        var change = new Change(request.orderId().value(), request.userId(), request.quantity(), outcome.state());
        switch (outcome) {
            case Outcome.Held _ -> {
                shelf.hold(Move.hold(request.poolId(), request.quantity()), change);
                standings.put(buyer(request), standing(request).plus(request.quantity()));
            }
            case Outcome.Refused _, Outcome.Expired _ -> shelf.refuse(request.poolId(), change);
        }
        return outcome;
    }

    private Outcome judge(FlashRequest request) {
        var pool = shelf.pool(request.poolId()).orElseThrow();
        var share = shares.get(request.poolId());
        if (request.admittedAt().plus(rules.patience()).isBefore(now)) {
            return new Outcome.Expired();
        }
        if (pool.ended() || !request.admittedAt().isBefore(share.closesAt())) {
            return new Outcome.Refused(Outcome.Reason.ENDED);
        }
        if (standing(request).cancelled() >= rules.barAfter()) {
            return new Outcome.Refused(Outcome.Reason.BARRED);
        }
        if (standing(request).units() + request.quantity() > share.perUserLimit()) {
            return new Outcome.Refused(Outcome.Reason.LIMIT_REACHED);
        }
        return pool.available() < request.quantity()
                ? new Outcome.Refused(Outcome.Reason.SOLD_OUT)
                : new Outcome.Held();
    }

    private Standing standing(FlashRequest request) {
        return standings.getOrDefault(buyer(request), Standing.NEW);
    }

    private static Buyer buyer(FlashRequest request) {
        return new Buyer(request.poolId(), request.userId());
    }
}
