package io.sluice.inventory.domain;

/** Where an order stands with its stock. */
public enum ClaimState {
    /** Units are set aside until the order is paid or ends. */
    HELD,
    /** The stock did not suffice; nothing was held. */
    REJECTED,
    /** The request grew too old before it was decided; nothing was held. */
    EXPIRED,
    /** What was held is free again; also an order that ended before it held anything. */
    RELEASED,
    /** Paid for. */
    SOLD,
    /** Paid for, and all of it came back. */
    RETURNED
}
