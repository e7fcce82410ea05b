package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.gate.Gate.Settled;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The end of requests that nobody decided in time. */
interface Expiry {

    /**
     * A request whose patience may be over.
     *
     * @param fingerprint empty if it is not known any more
     * @param since when it was admitted or, if nobody knows, first asked for
     */
    record Lapsed(OrderId order, String userId, UUID saleId, String fingerprint, Instant since) {}

    /**
     * Decides that those are EXPIRED about which nothing is decided and whose patience is over by PostgreSQL's clock: a
     * tombstone, so that a late decision finds it.
     *
     * @param pool whose seq is read after the claims
     * @return those about which something is decided, now or before
     */
    Uni<List<Settled>> expire(long pool, List<Lapsed> lapsed);
}
