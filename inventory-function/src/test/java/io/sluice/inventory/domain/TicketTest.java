package io.sluice.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketTest {

    /** What each claim makes of a ticket: read it as the specification. */
    @ParameterizedTest(name = "{0} {1}, placed {2}: {3}")
    @CsvSource({
        "HELD,     ,                      false, Queued[]",
        "HELD,     ,                      true,  Placed[]",
        "SOLD,     order-paid,            false, Queued[]",
        "SOLD,     order-paid,            true,  Placed[]",
        "RETURNED, order-paid,            true,  Placed[]",
        "RETURNED, order-paid,            false, Queued[]",
        "RELEASED, order-cancelled,       false, Queued[]",
        "RELEASED, cancelled-by-operator, false, Queued[]",
        "RELEASED, order-cancelled,       true,  Placed[]",
        "RELEASED, order-rejected,        false, Rejected[reason=order-rejected]",
        "REJECTED, sold-out,              false, Rejected[reason=sold-out]",
        "EXPIRED,  ,                      false, Expired[]",
    })
    void says(ClaimState state, String reason, boolean placed, String expected) {
        assertThat(Ticket.of(state, reason, placed)).hasToString(expected);
    }
}
