package io.sluice.inventory.domain;

/** Where a flash sale is. */
public enum SaleStatus {
    /** Its units are set aside; nobody can buy yet. */
    SCHEDULED,
    OPEN,
    ENDED,
    /** An operator ended it before its time. */
    CANCELLED
}
