package io.sluice.inventory;

import io.sluice.inventory.domain.Pool;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code pool}, where the columns are explained; read here, its figures written by the {@link Ledger} alone. */
@Entity
@Table(name = "pool")
class PoolRow {

    @Id
    long id;

    String sku;
    UUID saleId;
    long total;
    long held;
    long sold;
    boolean infinite;
    Long warnBelow;
    String state;

    Pool toPool() {
        return new Pool(id, sku, saleId, total, held, sold, infinite, warnBelow, state.equals("ENDED"));
    }
}
