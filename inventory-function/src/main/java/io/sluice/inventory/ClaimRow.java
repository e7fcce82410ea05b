package io.sluice.inventory;

import io.sluice.inventory.domain.Claim;
import io.sluice.inventory.domain.ClaimState;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.List;

/** A row of {@code claim}, where the columns are explained; read here, written by {@link ClaimStore}'s statements. */
@Entity
@Table(name = "claim")
class ClaimRow {

    @EmbeddedId
    OrderKey key;

    String userId;

    @Enumerated(EnumType.STRING)
    ClaimState state;

    String reason;
    String[] refusedSkus;
    String fingerprint;

    Claim toClaim() {
        return new Claim(state, userId, fingerprint, List.of(refusedSkus));
    }
}
