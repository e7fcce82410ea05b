package io.sluice.inventory.flash;

import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.flash.Expiry.Lapsed;
import io.sluice.inventory.flash.SimTables.ClaimRow;
import io.sluice.inventory.gate.Gate.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The transaction that ends requests which nobody decided in time, as {@link ExpireRequests} has it. */
class SimExpiries {

    private final SimTables tables;
    private final SimClock clock;
    private final Duration patience;

    SimExpiries(SimTables tables, SimClock clock, Duration patience) {
        this.tables = tables;
        this.clock = clock;
        this.patience = patience;
    }

    final List<Settled> expire(long pool, List<Lapsed> lapsed) {
        var settled = new ArrayList<Settled>();
        for (var one : lapsed) {
            if (tables.claim(one.order()).isPresent()) {
                settled.add(new Settled(one.order(), tables.seq(pool)));
            } else if (one.since().plus(patience).isBefore(clock.now())) {
                leave(pool, one);
                settled.add(new Settled(one.order(), 0));
            }
        }
        return settled;
    }

    /** The tombstone. */
    protected void leave(long pool, Lapsed lapsed) {
        var fingerprint = lapsed.fingerprint().isEmpty() ? null : lapsed.fingerprint();
        tables.put(
                lapsed.order(),
                new ClaimRow(ClaimState.EXPIRED, lapsed.userId(), lapsed.saleId(), pool, null, fingerprint, false));
    }
}
