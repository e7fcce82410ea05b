package io.sluice.outbox;

import io.sluice.contracts.Event;
import java.time.Instant;
import java.util.UUID;

/**
 * A message to send.
 *
 * @param id its id, the same in every delivery
 * @param key orders messages: those of one key are delivered first in the order in which they were added
 * @param at when what it tells happened
 * @param body written as JSON; its property {@code type} names it
 */
public record Message(UUID id, String topic, String key, Instant at, Object body) {

    /** An event about an order, keyed by that order. */
    public static Message of(String topic, Event event) {
        return new Message(UUID.randomUUID(), topic, event.orderId().toString(), event.at(), event);
    }
}
