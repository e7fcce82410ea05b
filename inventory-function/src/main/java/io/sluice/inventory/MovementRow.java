package io.sluice.inventory;

import io.sluice.inventory.domain.Movement;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;

/** A row of {@code movement}, where the columns are explained; read here, written by the {@link Ledger}'s statement. */
@Entity
@Immutable
@Table(name = "movement")
class MovementRow {

    /** A pool's movements are numbered without a gap. */
    @Embeddable
    record Key(long poolId, long seq) {}

    @EmbeddedId
    Key key;

    long heldDelta;
    long soldDelta;
    long totalDelta;

    @Enumerated(EnumType.STRING)
    Movement.Reason reason;

    @Formula("CAST(changes AS text)")
    String changes;

    Instant at;

    List<Movement.Change> readChanges() {
        return Movements.changes(changes);
    }
}
