package io.sluice.order;

import io.sluice.contracts.Address;
import io.sluice.contracts.Topics;
import io.sluice.order.domain.Decision.Change;
import io.sluice.outbox.Message;

/**
 * A flash order as it is to be written and announced.
 *
 * @param address where it goes, or null
 * @param announcement of its one event
 */
record Newborn(Change birth, Address address, Message announcement) {

    static Newborn of(Change birth, Address address) {
        return new Newborn(
                birth, address, Message.of(Topics.ORDERS, birth.events().getFirst()));
    }
}
