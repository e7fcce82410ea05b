package io.sluice.order;

import io.sluice.cases.NewCase;
import io.sluice.order.domain.Decision.Change;
import io.sluice.order.domain.OrderStatus;
import io.sluice.outbox.Message;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A step that a locked order takes. In one transaction it may take several: its row is as after the last.
 *
 * @param was its status before this step
 * @param wasVersion its version before this step
 * @param messages announce it
 */
record OrderStep(OrderRow row, OrderStatus was, long wasVersion, Change change, List<Message> messages) {

    /** The message that announced it, or null. */
    UUID eventId() {
        return messages.isEmpty() ? null : messages.getFirst().id();
    }

    /** The case that it opens, if any. */
    Optional<NewCase> opened() {
        return change.opened().map(opened -> CaseWords.of(change.to().id(), opened));
    }

    boolean isMove() {
        return was != change.to().status();
    }
}
