package io.sluice.inventory;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code adjustment}, where the columns are explained; read here, written by {@link AdjustmentStore}. */
@Entity
@Table(name = "adjustment")
class AdjustmentRow {

    @Id
    String adjustmentId;

    String sku;
    long delta;
    String reason;
    String who;

    /** Whoever repeats an adjustment may be somebody else; what it asks for may not. */
    boolean asksTheSameAs(Adjustment other) {
        return sku.equals(other.sku()) && delta == other.delta() && reason.equals(other.reason());
    }
}
