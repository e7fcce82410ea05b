package io.sluice.inventory.flash;

import io.sluice.inventory.gate.Gate.Snapshot;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Everything about a flash sale's pool, as PostgreSQL has it at one moment. */
interface Snapshots {

    /** Empty if there is no such pool, or nobody needs it in Redis any more. */
    Uni<Optional<Snapshot>> of(long pool);
}
