package io.sluice.inventory;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code hold}, where the columns are explained; read here, written by {@link HoldStore}'s statements. */
@Entity
@Table(name = "hold")
class HoldRow {

    /** An order has one hold per pool. */
    @Embeddable
    record Key(short bucket, UUID orderId, long poolId) {}

    @EmbeddedId
    Key key;

    long quantity;
}
